-- An account that was closed for good may go as the last owner, too, and its team goes to whoever can do something with it.

create or replace function app.keep_an_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_kind app.organization_kind;
begin
  if tg_op = 'UPDATE' and new.role = 'owner' then return new; end if;
  perform pg_advisory_xact_lock(app.usage_lock_of(old.organization_id));
  perform from app.organizations o where o.id = old.organization_id for no key update;
  select o.kind into v_kind from app.organizations o where o.id = old.organization_id;
  if v_kind is not null and not exists (
    select from app.memberships m
    where m.organization_id = old.organization_id and m.user_id <> old.user_id and m.role = 'owner')
  then
    if tg_op = 'UPDATE' or exists (select from app.users u where u.id = old.user_id and u.status <> 'deleted') then
      raise exception 'an organization keeps an owner' using errcode = 'integrity_constraint_violation';
    end if;
    -- An admin before a member before a viewer, of two the one who joined first; who is suspended or about to go comes last.
    if v_kind = 'team' then
      update app.memberships m set role = 'owner'
      where m.organization_id = old.organization_id and m.user_id = (
        select n.user_id from app.memberships n join app.users u on u.id = n.user_id
        where n.organization_id = old.organization_id and n.user_id <> old.user_id
        order by (u.status = 'active' and u.deletion_due_at is null) desc, n.role, n.created_at, n.user_id limit 1);
    end if;
  end if;
  return case tg_op when 'UPDATE' then new else old end;
end
$$;
