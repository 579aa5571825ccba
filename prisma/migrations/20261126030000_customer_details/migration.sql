-- Name and address of a Stripe customer follow those of the organization. What may have changed them is noted on the
-- organization in the transaction of the change, whoever makes it, and the worker tells Stripe.

-- Since when Stripe is to be told, or not before when it is to be tried again; null while both say the same.
alter table app.organizations add column customer_details_due_at timestamptz;
create index organizations_customer_details_due_at_idx on app.organizations (customer_details_due_at);

create function app.on_organization_described() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.stripe_customer_id is null then
    new.customer_details_due_at := null;
  elsif new.name is distinct from old.name or new.stripe_customer_id is distinct from old.stripe_customer_id then
    new.customer_details_due_at := clock_timestamp();
  end if;
  return new;
end
$$;
create trigger organizations_described before update of name, stripe_customer_id on app.organizations
  for each row execute function app.on_organization_described();

-- Whose address it is: the first owner's, so that both an owner's address and who is owner count. As the role that owns
-- the table: whoever changes these may not write organizations.
create function app.on_owner_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'users' then
    update app.organizations o set customer_details_due_at = clock_timestamp()
    from app.memberships m
    where m.user_id = new.id and m.role = 'owner' and o.id = m.organization_id and o.stripe_customer_id is not null;
  else
    update app.organizations o set customer_details_due_at = clock_timestamp()
    where o.id = coalesce(new.organization_id, old.organization_id) and o.stripe_customer_id is not null;
  end if;
  return null;
end
$$;
create trigger users_email_changed after update of email on app.users
  for each row when (old.email is distinct from new.email) execute function app.on_owner_changed();
create trigger memberships_owner_came after insert on app.memberships
  for each row when (new.role = 'owner') execute function app.on_owner_changed();
create trigger memberships_owner_left after delete on app.memberships
  for each row when (old.role = 'owner') execute function app.on_owner_changed();
create trigger memberships_owner_changed after update of role on app.memberships
  for each row when (old.role is distinct from new.role and 'owner' in (old.role, new.role))
  execute function app.on_owner_changed();

revoke execute on function app.on_organization_described(), app.on_owner_changed() from public;
