-- Everything the main job needs: people and tenants, the catalogue, Stripe's mirror, usage, saved jobs.
-- Applies to an empty PostgreSQL 15+ and to hosted Supabase alike. The role that runs it must be a superuser or
-- bypass row-level security (Supabase's `postgres` does): functions marked `security definer` run as that role.

-- Roles --------------------------------------------------------------------------------------------------------

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  -- Service work: sees every tenant through policies of its own, never through BYPASSRLS.
  if not exists (select from pg_roles where rolname = 'foothold_service') then create role foothold_service nologin; end if;
  -- What the application logs in as. It holds no privilege until it sets one of the two roles above.
  if not exists (select from pg_roles where rolname = 'foothold_app') then create role foothold_app nologin noinherit; end if;
end
$$;

grant authenticated, foothold_service to foothold_app;
grant foothold_app to current_user;

create schema if not exists app;
grant usage on schema app to authenticated, foothold_service;

-- The background queue keeps its tables in a schema of its own and makes them itself.
create schema if not exists pgboss authorization foothold_app;

-- Types --------------------------------------------------------------------------------------------------------

create type app.user_status as enum ('active', 'suspended', 'deleted');
create type app.platform_role as enum ('user', 'superadmin');
create type app.organization_kind as enum ('personal', 'team');
create type app.membership_role as enum ('owner', 'admin', 'member', 'viewer');
create type app.plan_id as enum ('free', 'basic', 'pro', 'team', 'enterprise');
create type app.price_interval as enum ('month', 'six_months', 'year', 'lifetime');
create type app.metric as enum (
  'saved_jobs', 'runs', 'llm_tokens', 'ai_messages', 'api_calls', 'storage_bytes', 'seats', 'documents',
  'search_queries', 'drive_folders', 'exports', 'api_keys', 'webhook_endpoints'
);
create type app.quota_cap as enum ('hard', 'soft', 'overage');
create type app.quota_period as enum ('total', 'day', 'week', 'month');
create type app.subscription_status as enum (
  'incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused'
);
create type app.webhook_event_status as enum ('received', 'processed', 'failed', 'dead');
create type app.job_status as enum ('saved', 'applied', 'interviewing', 'offer', 'rejected');

-- Ids ----------------------------------------------------------------------------------------------------------

-- UUIDv7: 48 bits of milliseconds, then the version, then the random bits of a version 4 id (its variant kept).
create function app.uuid_v7() returns uuid
language sql volatile set search_path = '' as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(r, 14))::uuid
  from replace(gen_random_uuid()::text, '-', '') as r
$$;

-- Tables -------------------------------------------------------------------------------------------------------

create table app.organizations (
  id uuid primary key default app.uuid_v7(),
  name text not null check (length(name) between 1 and 200),
  kind app.organization_kind not null,
  stripe_customer_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index organizations_stripe_customer_id_key on app.organizations (stripe_customer_id);

create table app.users (
  id uuid primary key,
  email text not null,
  name text,
  status app.user_status not null default 'active',
  platform_role app.platform_role not null default 'user',
  active_organization_id uuid references app.organizations (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index users_active_organization_id_idx on app.users (active_organization_id);

create table app.memberships (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  user_id uuid not null references app.users (id) on delete cascade,
  role app.membership_role not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index memberships_user_id_idx on app.memberships (user_id);

create table app.plans (
  id app.plan_id primary key,
  name text not null,
  rank integer not null,
  features text[] not null,
  trial_days integer not null check (trial_days >= 0),
  session_requests_per_minute_max integer not null check (session_requests_per_minute_max > 0),
  key_requests_per_hour_max integer not null check (key_requests_per_hour_max > 0),
  run_starts_per_hour_max integer not null check (run_starts_per_hour_max > 0),
  active boolean not null default true,
  updated_at timestamptz not null default now()
);

create table app.plan_prices (
  plan_id app.plan_id not null references app.plans (id) on delete cascade,
  "interval" app.price_interval not null,
  currency text not null check (currency ~ '^[a-z]{3}$'),
  unit_amount integer not null check (unit_amount > 0),
  lookup_key text not null,
  primary key (plan_id, "interval", currency)
);
create unique index plan_prices_lookup_key_key on app.plan_prices (lookup_key);

create table app.plan_limits (
  plan_id app.plan_id not null references app.plans (id) on delete cascade,
  metric app.metric not null,
  period app.quota_period not null,
  "limit" bigint check ("limit" >= 0),
  cap app.quota_cap not null,
  overage_unit_amount numeric(20, 6) check (overage_unit_amount > 0),
  overage_quantity bigint check (overage_quantity > 0),
  primary key (plan_id, metric),
  check ((cap = 'overage') = (overage_unit_amount is not null and overage_quantity is not null))
);

create table app.subscriptions (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id text not null,
  stripe_customer_id text not null,
  plan_id app.plan_id not null,
  "interval" app.price_interval not null,
  status app.subscription_status not null,
  currency text not null,
  unit_amount integer not null,
  quantity integer not null,
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  billing_anchor timestamptz not null,
  trial_end timestamptz,
  cancel_at_period_end boolean not null,
  cancel_at timestamptz,
  canceled_at timestamptz,
  ended_at timestamptz,
  past_due_since timestamptz,
  stripe_created_at timestamptz not null,
  synced_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index subscriptions_id_key on app.subscriptions (id);

create table app.subscription_items (
  organization_id uuid not null,
  id text not null,
  subscription_id text not null,
  stripe_price_id text not null,
  lookup_key text,
  quantity integer,
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, subscription_id) references app.subscriptions (organization_id, id) on delete cascade
);
create index subscription_items_organization_id_subscription_id_idx
  on app.subscription_items (organization_id, subscription_id);

create table app.webhook_events (
  id text primary key,
  type text not null,
  api_version text,
  livemode boolean not null,
  stripe_customer_id text,
  payload jsonb not null,
  status app.webhook_event_status not null default 'received',
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  duration_ms integer
);
create index webhook_events_status_next_attempt_at_idx on app.webhook_events (status, next_attempt_at);
create index webhook_events_stripe_customer_id_idx on app.webhook_events (stripe_customer_id);

create table app.usage_counters (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  metric app.metric not null,
  period_start timestamptz not null,
  used bigint not null default 0 check (used >= 0),
  updated_at timestamptz not null default now(),
  primary key (organization_id, metric, period_start)
);

create table app.usage_events (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  idempotency_key text not null,
  metric app.metric not null,
  quantity bigint not null check (quantity <> 0),
  user_id uuid,
  occurred_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index usage_events_organization_id_idempotency_key_key
  on app.usage_events (organization_id, idempotency_key);
create index usage_events_organization_id_metric_occurred_at_idx
  on app.usage_events (organization_id, metric, occurred_at);

create table app.saved_jobs (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  created_by uuid references app.users (id) on delete set null,
  title text not null check (length(title) between 1 and 300),
  company text not null check (length(company) between 1 and 200),
  location text check (length(location) <= 200),
  url text check (length(url) <= 2048),
  notes text check (length(notes) <= 20000),
  status app.job_status not null default 'saved',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create index saved_jobs_organization_id_status_id_idx on app.saved_jobs (organization_id, status, id);
create index saved_jobs_created_by_idx on app.saved_jobs (created_by);

create table app.idempotency_keys (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  operation text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, operation, key)
);
create index idempotency_keys_created_at_idx on app.idempotency_keys (created_at);

-- Who is asking: claims of the running transaction --------------------------------------------------------------
-- After a transaction the setting is '' and not NULL, hence nullif.

create function app.current_user_id() returns uuid
language sql stable set search_path = '' as $$
  select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

create function app.current_organization_id() returns uuid
language sql stable set search_path = '' as $$
  select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'organization_id')::uuid
$$;

-- The claimed user's role in the claimed organization; NULL for somebody who is not a member.
-- Definer rights: the policies of `memberships` themselves call it.
create function app.current_member_role() returns app.membership_role
language sql stable security definer set search_path = '' as $$
  select m.role from app.memberships m
  where m.organization_id = app.current_organization_id() and m.user_id = app.current_user_id()
$$;

create function app.is_current_member() returns boolean
language sql stable set search_path = '' as $$ select app.current_member_role() is not null $$;

create function app.can_current_member_write() returns boolean
language sql stable set search_path = '' as $$ select coalesce(app.current_member_role() <> 'viewer', false) $$;

-- Row-level security -------------------------------------------------------------------------------------------
-- Helpers are wrapped in (select …) so that they run once per statement, not once per row.

do $$
declare
  tenant_table text;
  owned constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.is_current_member())';
  written constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.can_current_member_write())';
begin
  foreach tenant_table in array array[
    'memberships', 'subscriptions', 'subscription_items', 'usage_counters', 'usage_events', 'saved_jobs',
    'idempotency_keys'
  ] loop
    execute format('create policy tenant_read on app.%I for select to authenticated using (%s)', tenant_table, owned);
    execute format('grant select on app.%I to authenticated', tenant_table);
  end loop;
  -- What members write directly; everything else is written by service work or by the functions below.
  foreach tenant_table in array array['saved_jobs', 'idempotency_keys'] loop
    execute format('create policy tenant_insert on app.%I for insert to authenticated with check (%s)', tenant_table, written);
    execute format('create policy tenant_update on app.%I for update to authenticated using (%s) with check (%s)',
                   tenant_table, written, written);
    execute format('create policy tenant_delete on app.%I for delete to authenticated using (%s)', tenant_table, written);
    execute format('grant insert, update, delete on app.%I to authenticated', tenant_table);
  end loop;
end
$$;

create policy tenant_read on app.organizations for select to authenticated
  using (id = (select app.current_organization_id()) and (select app.is_current_member()));
grant select on app.organizations to authenticated;

create policy self_read on app.users for select to authenticated using (id = (select app.current_user_id()));
grant select on app.users to authenticated;

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'users', 'organizations', 'memberships', 'subscriptions', 'subscription_items', 'webhook_events',
    'usage_counters', 'usage_events', 'saved_jobs', 'idempotency_keys'
  ] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
end
$$;

-- The catalogue is public knowledge and written by service work alone.
grant select on app.plans, app.plan_prices, app.plan_limits to authenticated;
grant select, insert, update, delete on app.plans, app.plan_prices, app.plan_limits to foothold_service;

-- Append-only --------------------------------------------------------------------------------------------------

-- Refuses every change of a written row. Only the removal of a whole organization may take its rows along.
create function app.refuse_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and not exists (select from app.organizations o where o.id = old.organization_id) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name;
end
$$;
create trigger usage_events_append_only before update or delete on app.usage_events
  for each row execute function app.refuse_change();

-- Plans and quotas ---------------------------------------------------------------------------------------------

-- The plan an organization has now: the best one paid for, in trial, or past due for less than seven days.
create function app.effective_plan_id(p_organization_id uuid) returns app.plan_id
language sql stable set search_path = '' as $$
  select coalesce(
    (select s.plan_id
     from app.subscriptions s join app.plans p on p.id = s.plan_id
     where s.organization_id = p_organization_id
       and (s.status in ('active', 'trialing')
            or (s.status = 'past_due' and s.past_due_since > now() - interval '7 days'))
     order by p.rank desc
     limit 1),
    'free')
$$;

-- Raises unless the running transaction may act for this organization: service work, or a member who may write.
create function app.require_organization(p_organization_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if current_setting('role', true) = 'foothold_service' then return; end if;
  if app.current_organization_id() = p_organization_id and app.can_current_member_write() then return; end if;
  raise exception 'not a writing member of this organization' using errcode = 'insufficient_privilege';
end
$$;

-- Takes `p_quantity` of a metric without a period, or refuses, under one row lock. The caller's own row is written
-- in the same transaction, so that event, counter and work commit together or not at all. A repeated idempotency
-- key counts nothing and is allowed. Soft caps let through 120 % of the limit; overage lets through everything.
create function app.consume_usage(
  p_organization_id uuid, p_metric app.metric, p_quantity bigint, p_idempotency_key text
) returns table (allowed boolean, used bigint, quota_limit bigint)
language plpgsql security definer set search_path = '' as $$
declare
  v_limit bigint;
  v_cap app.quota_cap;
  v_period app.quota_period;
  v_used bigint;
  v_room boolean;
begin
  perform app.require_organization(p_organization_id);
  if p_quantity <= 0 then
    raise exception 'quantity must be positive' using errcode = 'invalid_parameter_value';
  end if;

  insert into app.usage_counters (organization_id, metric, period_start)
  values (p_organization_id, p_metric, 'epoch') on conflict do nothing;
  select c.used into v_used from app.usage_counters c
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = 'epoch'
  for update;

  -- Read after the lock, so that a plan that changed while we waited is the plan that decides.
  select l."limit", l.cap, l.period into v_limit, v_cap, v_period from app.plan_limits l
  where l.plan_id = app.effective_plan_id(p_organization_id) and l.metric = p_metric;
  if not found then
    raise exception 'the catalogue has no limit for %', p_metric using errcode = 'no_data_found';
  end if;
  if v_period <> 'total' then
    raise exception '% is counted per %, not in total', p_metric, v_period using errcode = 'feature_not_supported';
  end if;

  if exists (select from app.usage_events e
             where e.organization_id = p_organization_id and e.idempotency_key = p_idempotency_key) then
    return query select true, v_used, v_limit;
    return;
  end if;

  v_room := v_limit is null
    or v_cap = 'overage'
    or v_used + p_quantity <= case v_cap when 'soft' then v_limit * 120 / 100 else v_limit end;
  if not v_room then
    return query select false, v_used, v_limit;
    return;
  end if;

  update app.usage_counters c set used = c.used + p_quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = 'epoch';
  insert into app.usage_events (organization_id, idempotency_key, metric, quantity, user_id)
  values (p_organization_id, p_idempotency_key, p_metric, p_quantity, app.current_user_id());
  return query select true, v_used + p_quantity, v_limit;
end
$$;

-- Gives back what `consume_usage` took, when the thing that was counted is gone. Returns what is used afterwards.
create function app.return_usage(
  p_organization_id uuid, p_metric app.metric, p_quantity bigint, p_idempotency_key text
) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_used bigint;
begin
  perform app.require_organization(p_organization_id);
  if p_quantity <= 0 then
    raise exception 'quantity must be positive' using errcode = 'invalid_parameter_value';
  end if;
  select c.used into v_used from app.usage_counters c
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = 'epoch'
  for update;
  if exists (select from app.usage_events e
             where e.organization_id = p_organization_id and e.idempotency_key = p_idempotency_key) then
    return v_used;
  end if;
  update app.usage_counters c set used = c.used - p_quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = 'epoch'
  returning c.used into v_used;
  insert into app.usage_events (organization_id, idempotency_key, metric, quantity, user_id)
  values (p_organization_id, p_idempotency_key, p_metric, -p_quantity, app.current_user_id());
  return v_used;
end
$$;

-- People arrive through Supabase Auth --------------------------------------------------------------------------

-- Makes user, personal organization, membership and its counted seat for an account.
create function app.make_user(p_id uuid, p_email text, p_meta jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_email text := lower(coalesce(p_email, ''));
  v_name text := left(nullif(trim(coalesce(p_meta ->> 'name', p_meta ->> 'full_name')), ''), 200);
begin
  insert into app.users (id, email, name) values (p_id, v_email, v_name);
  insert into app.organizations (id, name, kind)
  values (p_id, coalesce(v_name, left(nullif(split_part(v_email, '@', 1), ''), 200), 'Personal'), 'personal');
  insert into app.memberships (organization_id, user_id, role) values (p_id, p_id, 'owner');
end
$$;

-- Runs with the account's own insert, whichever way it was made: form, invitation, Google, admin API. A failure here
-- fails the sign-up.
create function app.on_auth_user_created() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.make_user(new.id, new.email, new.raw_user_meta_data);
  return new;
end
$$;

create function app.on_auth_user_email_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update app.users set email = lower(coalesce(new.email, '')), updated_at = now() where id = new.id;
  return new;
end
$$;

-- A person who is gone takes the personal organization along.
create function app.on_user_deleted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.organizations where id = old.id and kind = 'personal';
  return old;
end
$$;
create trigger users_deleted after delete on app.users for each row execute function app.on_user_deleted();

-- Seats are members: counted where memberships change, so that no way of joining or leaving is missed.
create function app.on_membership_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into app.usage_counters (organization_id, metric, period_start, used)
    values (new.organization_id, 'seats', 'epoch', 1)
    on conflict (organization_id, metric, period_start)
    do update set used = app.usage_counters.used + 1, updated_at = now();
    return new;
  end if;
  update app.usage_counters set used = used - 1, updated_at = now()
  where organization_id = old.organization_id and metric = 'seats' and period_start = 'epoch';
  return old;
end
$$;
create trigger memberships_changed after insert or delete on app.memberships
  for each row execute function app.on_membership_changed();

-- Ties the above to `auth.users` once Supabase's schema exists: at once on hosted Supabase, by the migration
-- runner elsewhere. Running it again changes nothing.
create function app.attach_to_auth() returns void
language plpgsql set search_path = '' as $$
begin
  if to_regclass('auth.users') is null then return; end if;
  create or replace trigger foothold_user_created after insert on auth.users
    for each row execute function app.on_auth_user_created();
  create or replace trigger foothold_user_email_changed after update of email on auth.users
    for each row when (old.email is distinct from new.email) execute function app.on_auth_user_email_changed();
  -- Accounts that were there before the trigger was.
  perform app.make_user(a.id, a.email, a.raw_user_meta_data) from auth.users a
  where not exists (select from app.users u where u.id = a.id);
  if not exists (select from pg_constraint where conname = 'users_id_fkey' and conrelid = 'app.users'::regclass) then
    alter table app.users add constraint users_id_fkey foreign key (id) references auth.users (id) on delete cascade;
  end if;
end
$$;
select app.attach_to_auth();

-- Who may call what --------------------------------------------------------------------------------------------

revoke execute on all functions in schema app from public;
grant execute on function app.uuid_v7(), app.current_user_id(), app.current_organization_id(),
  app.current_member_role(), app.is_current_member(), app.can_current_member_write(),
  app.effective_plan_id(uuid), app.require_organization(uuid),
  app.consume_usage(uuid, app.metric, bigint, text), app.return_usage(uuid, app.metric, bigint, text)
  to authenticated, foothold_service;
