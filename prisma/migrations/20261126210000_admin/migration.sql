-- The console of those who run the platform: what was done by whom and why, notes, acting as somebody, plans and quotas that are
-- given, work on many at once, figures that are rolled up.

-- People, as they are looked for -----------------------------------------------------------------------------------

-- Supabase knows both better; here they are so that a hundred thousand can be sorted and filtered by them.
alter table app.users
  add column last_seen_at timestamptz,
  add column email_confirmed_at timestamptz,
  -- Of an account that an admin deleted: its address is free again at once, and this is what it was.
  add column former_email text check (length(former_email) <= 320);
create index users_created_at_id_idx on app.users (created_at, id);
create index users_last_seen_at_id_idx on app.users (last_seen_at, id);
create index users_email_id_idx on app.users (email, id);

update app.users u set last_seen_at = s.seen
from (select user_id, max(last_seen_at) as seen from app.user_sessions group by 1) s where s.user_id = u.id;

-- By any part of the address or the name, without a scan. The extension lives where the host keeps its own.
do $$
declare
  v_home text := case when to_regnamespace('extensions') is null then 'public' else 'extensions' end;
begin
  execute format('create extension if not exists pg_trgm with schema %I', v_home);
  select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format(
    'create index users_search_idx on app.users using gin (lower(email || '' '' || coalesce(name, '''')) %I.gin_trgm_ops)', v_home);
end
$$;

-- Whatever notes that a session was seen, its person was seen.
create function app.on_session_seen() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update app.users u set last_seen_at = new.last_seen_at
  where u.id = new.user_id and (u.last_seen_at is null or u.last_seen_at < new.last_seen_at);
  return null;
end
$$;
create trigger session_seen after insert or update of last_seen_at on app.user_sessions
  for each row execute function app.on_session_seen();

create function app.on_auth_user_confirmed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update app.users set email_confirmed_at = new.email_confirmed_at where id = new.id;
  return new;
end
$$;

create or replace function app.attach_to_auth() returns void
language plpgsql set search_path = '' as $$
begin
  if to_regclass('auth.users') is null then return; end if;
  create or replace trigger foothold_user_created after insert on auth.users
    for each row execute function app.on_auth_user_created();
  create or replace trigger foothold_user_email_changed after update of email on auth.users
    for each row when (old.email is distinct from new.email) execute function app.on_auth_user_email_changed();
  -- After the one that makes the row: triggers of one event run in the order of their names.
  create or replace trigger foothold_user_created_confirmed after insert on auth.users
    for each row when (new.email_confirmed_at is not null) execute function app.on_auth_user_confirmed();
  create or replace trigger foothold_user_confirmed after update of email_confirmed_at on auth.users
    for each row when (old.email_confirmed_at is distinct from new.email_confirmed_at)
    execute function app.on_auth_user_confirmed();
  -- Accounts that were there before the triggers were.
  perform app.make_user(a.id, a.email, a.raw_user_meta_data) from auth.users a
  where not exists (select from app.users u where u.id = a.id);
  update app.users u set email_confirmed_at = a.email_confirmed_at
  from auth.users a where a.id = u.id and u.email_confirmed_at is distinct from a.email_confirmed_at;
  if not exists (select from pg_constraint where conname = 'users_id_fkey' and conrelid = 'app.users'::regclass) then
    alter table app.users add constraint users_id_fkey foreign key (id) references auth.users (id) on delete cascade;
  end if;
end
$$;
select app.attach_to_auth();

-- What was done ----------------------------------------------------------------------------------------------------

-- Never changed and never removed, not even with what it tells of: no key leads out of it. What concerns no organization
-- has the organization of all zeros.
create table app.audit_events (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  occurred_at timestamptz not null default now(),
  -- Who did it; null for the platform itself. The address is the one they had then.
  actor_id uuid,
  actor_email text check (length(actor_email) <= 320),
  -- As whom they did it, where an admin acted as somebody.
  acting_as uuid,
  impersonation_id uuid,
  -- session, api_key, extension, impersonation, console, script, system.
  via text not null check (length(via) <= 32),
  -- What was done, as `user.suspended`: a thing and what became of it.
  action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)+$' and length(action) <= 64),
  target_kind text not null check (length(target_kind) <= 32),
  target_id text check (length(target_id) <= 255),
  -- What the target was called then.
  target_label text check (length(target_label) <= 320),
  -- Whom it concerns, where it concerns somebody.
  user_id uuid,
  -- Only what differs, without secrets.
  before jsonb,
  after jsonb,
  reason text check (length(reason) between 1 and 500),
  -- The event that this one undoes.
  undoes uuid,
  ip text check (length(ip) <= 64),
  user_agent text check (length(user_agent) <= 512),
  request_id text check (length(request_id) <= 128),
  primary key (organization_id, id)
);
create index audit_events_id_idx on app.audit_events (id);
create index audit_events_actor_id_id_idx on app.audit_events (actor_id, id);
create index audit_events_user_id_id_idx on app.audit_events (user_id, id);
create index audit_events_action_id_idx on app.audit_events (action, id);
create index audit_events_target_id_id_idx on app.audit_events (target_id, id);

create function app.refuse_audit_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'audit events are never changed or removed' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_events_stay before update or delete on app.audit_events
  for each row execute function app.refuse_audit_change();
create trigger audit_events_stay_all before truncate on app.audit_events
  for each statement execute function app.refuse_audit_change();

-- Notes about people -------------------------------------------------------------------------------------------------

create table app.admin_notes (
  user_id uuid not null references app.users (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  author_id uuid references app.users (id) on delete set null,
  author_email text not null check (length(author_email) <= 320),
  body text not null check (length(body) between 1 and 5000),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (user_id, id)
);
create index admin_notes_author_id_idx on app.admin_notes (author_id);

-- Acting as somebody -------------------------------------------------------------------------------------------------

-- Bound to the admin's own session: it ends with it, and no other may use it.
create table app.impersonations (
  user_id uuid not null references app.users (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  actor_id uuid not null references app.users (id) on delete cascade,
  actor_session_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  reason text not null check (length(reason) between 1 and 500),
  started_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Since when it may change things, after it was confirmed once more.
  writes_since timestamptz,
  ended_at timestamptz,
  primary key (user_id, id),
  check (user_id <> actor_id),
  check (expires_at <= started_at + interval '30 minutes')
);
create unique index impersonations_token_hash_key on app.impersonations (token_hash);
create index impersonations_actor_id_started_at_idx on app.impersonations (actor_id, started_at);

-- Plans that are given -----------------------------------------------------------------------------------------------

-- At most one for an organization; what was given before is in the audit log.
create table app.plan_grants (
  organization_id uuid primary key references app.organizations (id) on delete cascade,
  plan_id app.plan_id not null check (plan_id <> 'free'),
  starts_at timestamptz not null default now(),
  -- Null is without end.
  ends_at timestamptz,
  reason text not null check (length(reason) between 1 and 500),
  granted_by uuid,
  created_at timestamptz not null default now(),
  check (ends_at > starts_at)
);
create index plan_grants_plan_id_idx on app.plan_grants (plan_id);
create trigger entitlements_changed after insert or update or delete on app.plan_grants
  for each row execute function app.on_entitlements_changed();

-- Work on many at once -----------------------------------------------------------------------------------------------

create type app.bulk_state as enum ('waiting', 'running', 'done', 'stopped');

-- Whom it is done to is decided when it is ordered, and each is done once.
create table app.bulk_operations (
  id uuid primary key default app.uuid_v7(),
  action text not null check (length(action) <= 64),
  -- What was looked for, and what is to be done with those who were found.
  filters jsonb not null,
  parameters jsonb not null default '{}',
  reason text not null check (length(reason) between 1 and 500),
  ordered_by uuid references app.users (id) on delete set null,
  ordered_by_email text not null check (length(ordered_by_email) <= 320),
  state app.bulk_state not null default 'waiting',
  total integer not null default 0 check (total >= 0),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index bulk_operations_state_created_at_idx on app.bulk_operations (state, created_at);
create index bulk_operations_ordered_by_idx on app.bulk_operations (ordered_by);

create table app.bulk_items (
  operation_id uuid not null references app.bulk_operations (id) on delete cascade,
  user_id uuid not null,
  position integer not null,
  done_at timestamptz,
  error text,
  primary key (operation_id, user_id)
);
create index bulk_items_operation_id_done_at_position_idx on app.bulk_items (operation_id, done_at, position);

-- Figures by day -----------------------------------------------------------------------------------------------------

-- One number of one UTC day, as `sign_ups`, by what it is split by: '' for all, a plan, a metric.
create table app.platform_days (
  day date not null,
  figure text not null check (length(figure) <= 64),
  split text not null default '' check (length(split) <= 64),
  value numeric(20, 6) not null,
  updated_at timestamptz not null default now(),
  primary key (figure, split, day)
);

-- What each organization paid each month at the end of a day, so that movements can be told: in cents of the platform's
-- currency, only on days when it changed.
create table app.recurring_revenue (
  organization_id uuid not null,
  day date not null,
  monthly_amount bigint not null check (monthly_amount >= 0),
  plan_id app.plan_id not null,
  primary key (organization_id, day)
);
create index recurring_revenue_day_idx on app.recurring_revenue (day);

-- Who sees what ------------------------------------------------------------------------------------------------------

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'audit_events', 'admin_notes', 'impersonations', 'plan_grants', 'bulk_operations', 'bulk_items', 'platform_days',
    'recurring_revenue'
  ] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
  foreach guarded in array array['plan_grants', 'recurring_revenue'] loop
    execute format(
      'create policy tenant_read on app.%I for select to authenticated using '
      '(organization_id = (select app.current_organization_id()) and (select app.is_current_member()))', guarded);
    execute format('grant select on app.%I to authenticated', guarded);
  end loop;
end
$$;
-- An organization's own part, for its owners. What concerns none has an organization that nobody is a member of.
create policy tenant_read on app.audit_events for select to authenticated
  using (organization_id = (select app.current_organization_id()) and (select app.current_member_role()) = 'owner');
grant select on app.audit_events to authenticated;
revoke update, delete on app.audit_events from foothold_service;

revoke execute on function app.on_session_seen(), app.on_auth_user_confirmed(), app.refuse_audit_change() from public;
