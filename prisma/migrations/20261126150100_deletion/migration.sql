-- Accounts that are deleted, by whoever does it.

-- When the person was mailed that the account will be deleted, and how to keep it.
alter table app.users add column deletion_mailed_at timestamptz;

-- Customers of Stripe whose organization is no more. Whatever removed it, a person deleted in Supabase's dashboard too,
-- nothing may be charged for it afterwards: the worker ends what they pay for.
create table app.departed_customers (
  stripe_customer_id text primary key,
  former_organization_id uuid not null,
  departed_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  settled_at timestamptz,
  error text
);
create index departed_customers_settled_at_next_attempt_at_idx
  on app.departed_customers (settled_at, next_attempt_at);

alter table app.departed_customers enable row level security;
alter table app.departed_customers force row level security;
create policy service_all on app.departed_customers for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.departed_customers to foothold_service;

create function app.on_customer_departed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.departed_customers (stripe_customer_id, former_organization_id)
  values (old.stripe_customer_id, old.id)
  on conflict (stripe_customer_id) do update
    set former_organization_id = excluded.former_organization_id, departed_at = now(), attempts = 0, next_attempt_at = now(),
      settled_at = null, error = null;
  return old;
end
$$;
create trigger organizations_departed after delete on app.organizations
  for each row when (old.stripe_customer_id is not null) execute function app.on_customer_departed();
revoke execute on function app.on_customer_departed() from public;
