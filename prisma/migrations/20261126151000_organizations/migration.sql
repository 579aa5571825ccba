-- Members, invitations and their seats: who joins and who goes, decided one after the other for each organization.

-- Invitations --------------------------------------------------------------------------------------------------

-- One that was declined is revoked, too. `requests` counts how often its mail was asked for.
alter table app.invitations
  add column declined_at timestamptz,
  add column requests integer not null default 1 check (requests > 0),
  add column requested_at timestamptz not null default now();

create type app.member_notice_kind as enum ('invited', 'removed', 'ownership_transferred');

-- What is to be mailed to one person: noted in the transaction that gave the reason, mailed by the worker. The mail of an
-- invitation goes to its address, and its link is made when it is sent, so that it is written nowhere.
create table app.member_notices (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  kind app.member_notice_kind not null,
  user_id uuid references app.users (id) on delete cascade,
  invitation_id uuid,
  facts jsonb not null default '{}',
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  primary key (organization_id, id),
  foreign key (organization_id, invitation_id) references app.invitations (organization_id, id) on delete cascade,
  check ((kind = 'invited') = (invitation_id is not null) and (kind = 'invited') = (user_id is null))
);
create index member_notices_sent_at_next_attempt_at_idx on app.member_notices (sent_at, next_attempt_at);
create index member_notices_organization_id_invitation_id_idx on app.member_notices (organization_id, invitation_id);
create index member_notices_user_id_idx on app.member_notices (user_id);

alter table app.member_notices enable row level security;
alter table app.member_notices force row level security;
create policy service_all on app.member_notices for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.member_notices to foothold_service;
create policy tenant_read on app.member_notices for select to authenticated
  using (organization_id = (select app.current_organization_id()) and (select app.can_current_member_manage()));
grant select on app.member_notices to authenticated;

-- One after the other -------------------------------------------------------------------------------------------

-- Raises for everybody but service work.
create function app.require_service() returns void
language plpgsql stable as $$
begin
  if current_setting('role', true) is distinct from 'foothold_service' then
    raise exception 'only for service work' using errcode = 'insufficient_privilege';
  end if;
end
$$;

-- Keeps everybody else from changing who belongs to an organization until the transaction ends, and answers how it and this
-- user stand; no row without such an organization. The lock on its usage comes first, as it does wherever a membership
-- is written, and that on its row leaves out those who only refer to it, who may hold the first already.
create function app.lock_organization(p_organization_id uuid, p_user_id uuid)
returns table (
  name text, kind app.organization_kind, role app.membership_role, requires_second_factor boolean, read_only boolean
)
language plpgsql security definer set search_path = '' as $$
begin
  perform app.require_service();
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  perform from app.organizations o where o.id = p_organization_id for no key update;
  -- A statement of its own: it sees what was committed while the two above waited.
  return query
    select o.name, o.kind, m.role, o.requires_second_factor, app.is_read_only(o.id)
    from app.organizations o
    left join app.memberships m on m.organization_id = o.id and m.user_id = p_user_id
    where o.id = p_organization_id;
end
$$;

-- The last owner ------------------------------------------------------------------------------------------------

-- An organization keeps an owner, whoever writes the table. With an account that is purged its ownership of a team goes
-- to whoever comes next: an admin before a member before a viewer, of two the one who joined first.
create function app.keep_an_owner() returns trigger
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
    if tg_op = 'UPDATE' or exists (select from app.users u where u.id = old.user_id) then
      raise exception 'an organization keeps an owner' using errcode = 'integrity_constraint_violation';
    end if;
    if v_kind = 'team' then
      update app.memberships m set role = 'owner'
      where m.organization_id = old.organization_id and m.user_id = (
        select n.user_id from app.memberships n
        where n.organization_id = old.organization_id and n.user_id <> old.user_id
        order by n.role, n.created_at, n.user_id limit 1);
    end if;
  end if;
  return case tg_op when 'UPDATE' then new else old end;
end
$$;
create trigger memberships_keep_an_owner before delete or update of role on app.memberships
  for each row when (old.role = 'owner') execute function app.keep_an_owner();

-- Seats ---------------------------------------------------------------------------------------------------------
-- An open invitation holds a seat by a reservation that ends when it does, so that one that nobody answers frees its seat by
-- itself; a membership counts one by the trigger that counts them. Of both there are never more than the limit.

-- Holds a seat under this key until then, or longer when it is held already. Answers as `reserve_usage`.
create function app.hold_seat(p_organization_id uuid, p_key text, p_until timestamptz, p_enforce boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform app.require_service();
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  update app.usage_reservations r set expires_at = p_until
  where r.organization_id = p_organization_id and r.idempotency_key = p_key and r.state = 'held'
    and r.expires_at > clock_timestamp();
  if found then return jsonb_build_object('outcome', 'held'); end if;
  return app.begin_usage(
    p_organization_id, p_key, array['seats']::app.metric[], array[1]::bigint[],
    ceil(extract(epoch from p_until - clock_timestamp()))::integer, p_enforce, null, null);
end
$$;

-- Makes a member of a user, in place of what was held under this key. Members alone decide: when the limit has come down
-- since, who accepts first has the seats that there are. Answers {outcome: taken | refused, refused: counter}.
create function app.take_seat(
  p_organization_id uuid, p_user_id uuid, p_role app.membership_role, p_key text, p_enforce boolean
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_quota app.quota;
  v_counter app.usage_counters;
begin
  perform app.require_service();
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  select q.* into v_quota from app.quotas_of(p_organization_id, array['seats']::app.metric[], now()) q;
  v_counter := app.counter_of(p_organization_id, 'seats', 'epoch', null);
  if p_enforce and not app.has_room(v_quota.quota_limit, v_quota.cap, v_counter.used + 1) then
    return jsonb_build_object(
      'outcome', 'refused', 'refused', app.told_counter(v_quota, v_counter.used, v_counter.reserved));
  end if;
  perform app.release_usage(p_organization_id, p_key, null);
  insert into app.memberships (organization_id, user_id, role) values (p_organization_id, p_user_id, p_role);
  return jsonb_build_object('outcome', 'taken');
end
$$;

-- Supabase's own tables -----------------------------------------------------------------------------------------

-- Whether the user has proven to read the address of the account.
create function app.has_confirmed_email(p_user_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from auth.users a where a.id = p_user_id and a.email_confirmed_at is not null);
exception when undefined_table or invalid_schema_name then
  return false;
end
$$;

revoke execute on function app.require_service(), app.lock_organization(uuid, uuid), app.keep_an_owner(),
  app.hold_seat(uuid, text, timestamptz, boolean),
  app.take_seat(uuid, uuid, app.membership_role, text, boolean), app.has_confirmed_email(uuid) from public;
grant execute on function app.lock_organization(uuid, uuid), app.hold_seat(uuid, text, timestamptz, boolean),
  app.take_seat(uuid, uuid, app.membership_role, text, boolean), app.has_confirmed_email(uuid) to foothold_service;
