-- Usage that can be billed: reservations, periods, overage, aggregates for Stripe's meters, alerts, overrides, and the
-- versions by which a snapshot of what an organization may do is known to be out of date.

-- Tables --------------------------------------------------------------------------------------------------------

create type app.usage_reservation_state as enum ('held', 'committed', 'released', 'expired');
create type app.usage_meter_state as enum (
  'none', 'pending', 'sending', 'sent', 'too_late', 'uncertain', 'no_customer'
);
create type app.entitlement_override_kind as enum ('feature', 'limit', 'rate_limit');

-- `used` is the sum of the events of that metric and period, `reserved` that of the reservations held in it, `overage`
-- what its events said is to be billed. `period_end` is null for what never resets.
alter table app.usage_counters
  add column reserved bigint not null default 0,
  add column overage bigint not null default 0,
  add column period_end timestamptz,
  -- One condition for all: each costs something at every count.
  drop constraint usage_counters_used_check,
  add constraint usage_counters_check check (used >= 0 and reserved >= 0 and overage >= 0);
-- Each count rewrites the row: room beside it keeps the indexes out of that.
alter table app.usage_counters set (fillfactor = 50);

-- An event is known by its key: an id of its own would only be a second index to write.
alter table app.usage_events drop constraint usage_events_pkey;
alter table app.usage_events drop column id;
alter table app.usage_events
  add constraint usage_events_pkey primary key using index usage_events_organization_id_idempotency_key_key;
drop index app.usage_events_organization_id_metric_occurred_at_idx;
alter table app.usage_events
  add column period_start timestamptz not null default 'epoch',
  add column overage_quantity bigint not null default 0,
  add column properties jsonb,
  -- Of an event that was sent to us: what tells a repeat from another event with the same key.
  add column request_hash text,
  add column recorded_at timestamptz not null default now(),
  -- The transaction that wrote it. Aggregation goes by it, because transactions do not end in the order of any clock.
  add column tx_id bigint not null default pg_current_xact_id()::text::bigint;
alter table app.usage_events alter column period_start drop default;
create index usage_events_tx_id_idx on app.usage_events (tx_id);
-- Who writes an event writes its counter in the same transaction, which cannot be without its organization: see the trigger
-- on organizations below, which does what the key did.
alter table app.usage_events drop constraint usage_events_organization_id_fkey;

-- What was asked for under an operation's key. `metrics`, `quantities` and `period_starts` belong together by position, by
-- metric in order. A reservation that came to nothing leaves its key free: the next attempt is a row of its own.
-- Only the functions below write it, and they hold it to what is not said here; of the organization as of events.
create table app.usage_reservations (
  organization_id uuid not null,
  idempotency_key text not null,
  attempt integer not null default 1,
  state app.usage_reservation_state not null,
  metrics app.metric[] not null,
  quantities bigint[] not null,
  period_starts timestamptz[] not null,
  request_hash text,
  user_id uuid,
  created_at timestamptz not null default now(),
  -- Null for what was counted at once.
  expires_at timestamptz,
  finished_at timestamptz,
  -- What was answered first, when it was reserved and when it was committed: repeats get the same.
  answer jsonb not null,
  settlement jsonb,
  primary key (organization_id, idempotency_key, attempt)
);
create index usage_reservations_organization_id_expires_at_idx
  on app.usage_reservations (organization_id, expires_at) where state = 'held';

-- Quotas as they were last reckoned, good as long as the versions are the same and their time is not over: reckoning one is
-- most of what a count would cost. Written by the functions below alone.
create table app.usage_terms (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  metric app.metric not null,
  quota_limit bigint,
  cap app.quota_cap not null,
  period_start timestamptz not null,
  period_end timestamptz,
  month_start timestamptz,
  organization_version bigint not null,
  catalogue_version bigint not null,
  valid_until timestamptz not null,
  primary key (organization_id, metric)
);

-- The highest overage of a metric without a period within a month of the subscription, which is what is billed.
create table app.usage_peaks (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  metric app.metric not null,
  month_start timestamptz not null,
  overage bigint not null check (overage > 0),
  updated_at timestamptz not null default now(),
  primary key (organization_id, metric, month_start)
);

-- The events of a minute, as far as one run of the aggregation saw them. Never changed but for what became of it at
-- Stripe: one aggregate is at most one meter event, named by the aggregate's id.
create table app.usage_aggregates (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  metric app.metric not null,
  period_start timestamptz not null,
  bucket timestamptz not null,
  quantity bigint not null,
  overage_quantity bigint not null check (overage_quantity >= 0),
  event_count integer not null check (event_count >= 0),
  created_at timestamptz not null default now(),
  meter_state app.usage_meter_state not null,
  meter_attempted_at timestamptz,
  meter_sent_at timestamptz,
  meter_attempts integer not null default 0,
  meter_error text,
  stripe_customer_id text,
  primary key (organization_id, id),
  check ((meter_state = 'none') = (overage_quantity = 0))
);
create index usage_aggregates_organization_id_metric_bucket_idx on app.usage_aggregates (organization_id, metric, bucket);
create index usage_aggregates_meter_state_bucket_idx on app.usage_aggregates (meter_state, bucket)
  where meter_state in ('pending', 'sending');

-- Up to which transaction a reader of events has come: all below `position` are done with.
create table app.usage_cursors (
  name text primary key,
  position bigint not null,
  updated_at timestamptz not null default now()
);
insert into app.usage_cursors (name, position) values ('usage_aggregates', 0);

-- A threshold, in percent of the limit that held, that was reached. Another limit can be reached anew.
create table app.usage_alerts (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  metric app.metric not null,
  period_start timestamptz not null,
  quota_limit bigint not null,
  threshold integer not null check (threshold in (80, 100, 120)),
  used bigint not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  primary key (organization_id, metric, period_start, quota_limit, threshold)
);
create index usage_alerts_sent_at_next_attempt_at_idx on app.usage_alerts (sent_at, next_attempt_at);

-- How an organization wants to be told; both ways where there is no row.
create table app.usage_alert_settings (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  metric app.metric not null,
  mail boolean not null default true,
  banner boolean not null default true,
  updated_at timestamptz not null default now(),
  primary key (organization_id, metric)
);

-- What one organization has instead of what its plan gives. `subject` names the feature, metric or rate limit.
create table app.entitlement_overrides (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  kind app.entitlement_override_kind not null,
  subject text not null,
  -- Of a feature: whether it is given or taken away.
  enabled boolean,
  -- Of a limit: null is unlimited; `cap` null is the plan's. What is above can only be billed at a plan's own price.
  quota_limit bigint check (quota_limit between 0 and 9007199254740991),
  cap app.quota_cap check (cap in ('hard', 'soft')),
  -- Of a rate limit: requests in the window of that name.
  rate integer check (rate > 0),
  expires_at timestamptz,
  reason text not null check (length(reason) between 1 and 500),
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  check ((kind = 'feature') = (enabled is not null)),
  check ((kind = 'rate_limit') = (rate is not null)),
  check (kind = 'limit' or (quota_limit is null and cap is null)),
  check (kind <> 'limit' or subject = any (enum_range(null::app.metric)::text[])),
  check (kind <> 'rate_limit' or subject in ('session_requests_per_minute', 'key_requests_per_hour', 'run_starts_per_hour'))
);
create unique index entitlement_overrides_organization_id_kind_subject_key
  on app.entitlement_overrides (organization_id, kind, subject);

-- After the counters, which go by their foreign key. Whoever counts at this moment has a counter's row: either this waits
-- for it and finds what it wrote, or it finds no organization for its counter.
create function app.on_organization_deleted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.usage_events e where e.organization_id = old.id;
  delete from app.usage_reservations r where r.organization_id = old.id;
  return null;
end
$$;
create trigger usage_gone after delete on app.organizations
  for each row execute function app.on_organization_deleted();

-- Whether a plan was bought for good is asked at every count.
create index payments_organization_id_idx on app.payments (organization_id) where grants_plan_id is not null;

-- Versions ------------------------------------------------------------------------------------------------------

alter table app.organizations add column entitlements_version bigint not null default 0;

create table app.catalogue_versions (
  id boolean primary key default true check (id),
  version bigint not null default 0
);
insert into app.catalogue_versions default values;

-- Raises the version of an organization when something changed that decides what it may do.
create function app.on_entitlements_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update app.organizations set entitlements_version = entitlements_version + 1
  where id = case tg_op when 'DELETE' then old.organization_id else new.organization_id end;
  return null;
end
$$;
create trigger entitlements_changed after insert or delete on app.subscriptions
  for each row execute function app.on_entitlements_changed();
create trigger entitlements_changed_by_update after update on app.subscriptions
  for each row when (
    (old.plan_id, old.status, old.past_due_since, old.billing_anchor, old.extra_seats, old.trial_end,
     old.current_period_start, old.current_period_end, old.cancel_at)
    is distinct from
    (new.plan_id, new.status, new.past_due_since, new.billing_anchor, new.extra_seats, new.trial_end,
     new.current_period_start, new.current_period_end, new.cancel_at))
  execute function app.on_entitlements_changed();
create trigger entitlements_changed_by_insert after insert on app.payments
  for each row when (new.grants_plan_id is not null) execute function app.on_entitlements_changed();
create trigger entitlements_changed_by_delete after delete on app.payments
  for each row when (old.grants_plan_id is not null) execute function app.on_entitlements_changed();
create trigger entitlements_changed_by_update after update on app.payments
  for each row when (
    (old.grants_plan_id is not null or new.grants_plan_id is not null)
    and (old.grants_plan_id, old.status, old.amount_received, old.amount_refunded, old.disputed)
        is distinct from
        (new.grants_plan_id, new.status, new.amount_received, new.amount_refunded, new.disputed))
  execute function app.on_entitlements_changed();
create trigger entitlements_changed after insert or update or delete on app.trial_redemptions
  for each row execute function app.on_entitlements_changed();
create trigger entitlements_changed after insert or update or delete on app.entitlement_overrides
  for each row execute function app.on_entitlements_changed();

create function app.on_catalogue_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update app.catalogue_versions set version = version + 1;
  return null;
end
$$;
create trigger catalogue_changed after insert or update or delete on app.plans
  for each statement execute function app.on_catalogue_changed();
create trigger catalogue_changed after insert or update or delete on app.plan_limits
  for each statement execute function app.on_catalogue_changed();
create trigger catalogue_changed after insert or update or delete on app.plan_prices
  for each statement execute function app.on_catalogue_changed();

-- Who sees what -------------------------------------------------------------------------------------------------

do $$
declare
  guarded text;
  owned constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.is_current_member())';
  managed constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.current_member_role()) in (''owner'', ''admin'')';
begin
  foreach guarded in array array[
    'usage_reservations', 'usage_terms', 'usage_peaks', 'usage_aggregates', 'usage_alerts', 'usage_alert_settings',
    'entitlement_overrides', 'usage_cursors'
  ] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
  foreach guarded in array array[
    'usage_reservations', 'usage_terms', 'usage_peaks', 'usage_aggregates', 'usage_alerts', 'usage_alert_settings',
    'entitlement_overrides'
  ] loop
    execute format('create policy tenant_read on app.%I for select to authenticated using (%s)', guarded, owned);
    execute format('grant select on app.%I to authenticated', guarded);
  end loop;
  execute format('create policy tenant_insert on app.usage_alert_settings for insert to authenticated with check (%s)', managed);
  execute format(
    'create policy tenant_update on app.usage_alert_settings for update to authenticated using (%s) with check (%s)',
    managed, managed);
  grant insert, update on app.usage_alert_settings to authenticated;
end
$$;
grant select on app.catalogue_versions to authenticated, foothold_service;

-- What counts now -----------------------------------------------------------------------------------------------
-- Functions in plain SQL without settings of their own are written into the statement that calls them.

-- What gives an organization its plan now: the best of its subscriptions that are active, in a trial that was not refused,
-- or past due for less than seven days, and of the plans bought for good by a payment that was neither given back whole nor taken back by the
-- bank; the free plan otherwise. Of two that give the same, a subscription, the newest: its anchor starts the months.
-- `in_trial` is until the first payment, also when that fails; `trial_end` stays when the trial is over.
create function app.plan_in_force(p_organization_id uuid)
returns table (
  plan_id app.plan_id, subscription_id text, anchor timestamptz, extra_seats integer, in_trial boolean, trial_end timestamptz
)
language sql stable as $$
  select g.plan_id, g.subscription_id, g.anchor, g.extra_seats, g.in_trial, g.trial_end
  from (
    select s.plan_id, s.id as subscription_id, s.billing_anchor as anchor, s.extra_seats,
      s.status = 'trialing'
        or (s.status = 'past_due' and s.trial_end is not null and s.trial_end >= s.current_period_start) as in_trial,
      s.trial_end, s.stripe_created_at
    from app.subscriptions s
    where s.organization_id = p_organization_id
      and (s.status = 'active'
           or (s.status = 'trialing'
               and not exists (
                 select from app.trial_redemptions t
                 where t.organization_id = s.organization_id and t.subscription_id = s.id and t.refused_at is not null))
           or (s.status = 'past_due' and s.past_due_since > now() - interval '7 days'))
    union all
    select b.grants_plan_id, null, null, 0, false, null, b.stripe_created_at
    from app.payments b
    where b.organization_id = p_organization_id and b.grants_plan_id is not null
      and b.status = 'succeeded' and b.amount_refunded < b.amount_received and not b.disputed
    union all
    select 'free', null, null, 0, false, null, '-infinity'
  ) g left join app.plans p on p.id = g.plan_id
  order by p.rank desc nulls last, g.subscription_id is null, g.stripe_created_at desc, g.subscription_id desc
  limit 1
$$;

create or replace function app.effective_plan_id(p_organization_id uuid) returns app.plan_id
language sql stable set search_path = '' as $$
  select f.plan_id from app.plan_in_force(p_organization_id) f
$$;

-- The period of a metric that holds a moment. All by UTC: days; weeks from Monday; months from the anchor on, each end
-- of month reckoned from the anchor itself (31 January, 28 February, 31 March), or calendar months without one.
create function app.period_of(p_period app.quota_period, p_anchor timestamptz, p_at timestamptz)
returns table (period_start timestamptz, period_end timestamptz)
language sql immutable as $$
  select
    case p_period
      when 'total' then 'epoch'::timestamptz
      when 'day' then date_trunc('day', p_at at time zone 'UTC') at time zone 'UTC'
      when 'week' then date_trunc('week', p_at at time zone 'UTC') at time zone 'UTC'
      else (t.anchor + make_interval(months => t.months)) at time zone 'UTC'
    end,
    case p_period
      when 'day' then (date_trunc('day', p_at at time zone 'UTC') + interval '1 day') at time zone 'UTC'
      when 'week' then (date_trunc('week', p_at at time zone 'UTC') + interval '7 days') at time zone 'UTC'
      when 'month' then (t.anchor + make_interval(months => t.months + 1)) at time zone 'UTC'
    end
  from (
    select n.anchor,
      -- In the moment's own calendar month, unless that comes only later in it.
      n.months - case when n.anchor + make_interval(months => n.months) > p_at at time zone 'UTC' then 1 else 0 end as months
    from (
      select a.anchor,
        ((date_part('year', p_at at time zone 'UTC') - date_part('year', a.anchor)) * 12
          + date_part('month', p_at at time zone 'UTC') - date_part('month', a.anchor))::integer as months
      from (select coalesce(p_anchor at time zone 'UTC', date_trunc('month', p_at at time zone 'UTC')) as anchor) a
    ) n
  ) t
$$;

-- A metric's limit as it holds for one organization at one moment.
create type app.quota as (
  metric app.metric,
  plan_id app.plan_id,
  -- Null is unlimited.
  quota_limit bigint,
  cap app.quota_cap,
  period app.quota_period,
  period_start timestamptz,
  -- Null never resets.
  period_end timestamptz,
  -- Of the month in which overage of what never resets is billed, by its peak.
  month_start timestamptz,
  overage_unit_amount numeric,
  overage_quantity bigint
);

-- The quotas of these metrics: by the plan in force, unless an override says otherwise. Seats are bought by number on
-- top of those that the plan includes, and are never billed by count. In a trial nothing is billed: what is overage
-- afterwards is hard until Stripe says that the trial is over, and longer when the first payment fails.
create function app.quotas_of(p_organization_id uuid, p_metrics app.metric[], p_at timestamptz) returns setof app.quota
language sql stable as $$
  select l.metric, f.plan_id,
    case when o.id is null then l."limit" else o.quota_limit end
      + case when l.metric = 'seats' then f.extra_seats else 0 end,
    case when l.metric = 'seats' then 'hard' else coalesce(o.cap, t.cap) end,
    l.period, w.period_start, w.period_end,
    case when l.cap = 'overage' and l.period = 'total' then
      (select m.period_start from app.period_of('month', f.anchor, p_at) m) end,
    case when l.metric <> 'seats' and o.cap is null and t.cap = l.cap then l.overage_unit_amount end,
    case when l.metric <> 'seats' and o.cap is null and t.cap = l.cap then l.overage_quantity end
  from app.plan_in_force(p_organization_id) f
  join app.plan_limits l on l.plan_id = f.plan_id and l.metric = any (p_metrics)
  left join app.entitlement_overrides o
    on o.organization_id = p_organization_id and o.kind = 'limit' and o.subject = l.metric::text
    and (o.expires_at is null or o.expires_at > now())
  cross join lateral (
    select case when f.in_trial and l.cap = 'overage' then 'hard' else l.cap end as cap) t
  cross join lateral app.period_of(l.period, f.anchor, p_at) w
$$;

-- Reckons the quotas of these metrics and keeps them until something that they are made of changes: what is written raises
-- a version, and what time alone changes ends them. Precondition: the organization's usage is locked, see below.
-- Who reads them afterwards may find them changed again already, and reckons once more.
create function app.reckon_terms(p_organization_id uuid, p_metrics app.metric[]) returns void
language plpgsql set search_path = '' as $$
declare
  v_count integer;
begin
  insert into app.usage_terms
    (organization_id, metric, quota_limit, cap, period_start, period_end, month_start, organization_version,
     catalogue_version, valid_until)
  select o.id, q.metric, q.quota_limit, q.cap, q.period_start, q.period_end, q.month_start, o.entitlements_version,
    v.version, least(
      coalesce(q.period_end, 'infinity'),
      coalesce((
        select m.period_end from app.plan_in_force(o.id) f cross join lateral app.period_of('month', f.anchor, now()) m
        where q.month_start is not null), 'infinity'),
      coalesce((
        select min(s.past_due_since + interval '7 days') from app.subscriptions s
        where s.organization_id = o.id and s.status = 'past_due' and s.past_due_since + interval '7 days' > now()),
        'infinity'),
      coalesce((
        select min(r.expires_at) from app.entitlement_overrides r
        where r.organization_id = o.id and r.expires_at > now()), 'infinity'))
  from app.organizations o
  cross join app.catalogue_versions v
  cross join lateral app.quotas_of(o.id, p_metrics, now()) q
  where o.id = p_organization_id
  on conflict (organization_id, metric) do update set
    quota_limit = excluded.quota_limit, cap = excluded.cap, period_start = excluded.period_start,
    period_end = excluded.period_end, month_start = excluded.month_start,
    organization_version = excluded.organization_version, catalogue_version = excluded.catalogue_version,
    valid_until = excluded.valid_until;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_metrics) then
    raise exception 'the catalogue has no limit for one of %, or it is named twice', p_metrics
      using errcode = 'no_data_found';
  end if;
end
$$;

-- The quotas as last reckoned, without those that hold no more.
create function app.terms_of(p_organization_id uuid, p_metrics app.metric[]) returns setof app.usage_terms
language sql stable as $$
  select t.*
  from app.usage_terms t
  where t.organization_id = p_organization_id and t.metric = any (p_metrics)
    and t.organization_version = (
      select o.entitlements_version from app.organizations o where o.id = p_organization_id)
    and t.catalogue_version = (select v.version from app.catalogue_versions v)
    and t.period_start <= now() and t.valid_until > now()
$$;

-- Whether a limit lets through that so much is taken. A soft one lets through 120 %, rounded down.
create function app.has_room(p_limit bigint, p_cap app.quota_cap, p_taken bigint) returns boolean
language sql immutable as $$
  select p_limit is null or p_cap = 'overage'
    or p_taken <= case p_cap when 'soft' then p_limit + p_limit / 5 else p_limit end
$$;

-- Asked for with every row and every count: without settings of their own they are written into the statement that asks.
-- Nothing in them is looked up by the search path but what every path begins with.
create or replace function app.current_user_id() returns uuid
language sql stable as $$
  select (nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function app.current_organization_id() returns uuid
language sql stable as $$
  select (nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'organization_id')::uuid
$$;

-- Who may ----------------------------------------------------------------------------------------------------------

-- Whether usage may be begun: false while the organization is read-only for want of payment.
-- Raises for everybody but service work and members who may write.
create function app.may_begin_usage(p_organization_id uuid, p_user_id uuid) returns boolean
language plpgsql stable as $$
declare
  v_may boolean;
  v_owes boolean;
begin
  if current_setting('role', true) = 'foothold_service' then return true; end if;
  select app.current_organization_id() = m.organization_id and m.role <> 'viewer',
    exists (select from app.subscriptions s
            where s.organization_id = p_organization_id and s.status in ('past_due', 'unpaid'))
  into v_may, v_owes
  from app.memberships m where m.organization_id = p_organization_id and m.user_id = p_user_id;
  if v_may is not true then
    raise exception 'not a writing member of this organization' using errcode = 'insufficient_privilege';
  end if;
  return not v_owes or not app.is_read_only(p_organization_id);
end
$$;

-- Raises for everybody but service work and members. What was begun may be ended, whatever happened in between.
create function app.require_member(p_organization_id uuid) returns void
language plpgsql stable as $$
begin
  if current_setting('role', true) = 'foothold_service' then return; end if;
  if exists (
    select from app.memberships m
    where m.organization_id = p_organization_id and m.organization_id = app.current_organization_id()
      and m.user_id = app.current_user_id())
  then
    return;
  end if;
  raise exception 'not a member of this organization' using errcode = 'insufficient_privilege';
end
$$;

-- Counting --------------------------------------------------------------------------------------------------------
-- Whoever counts first waits until nobody else counts for the same organization, and keeps others off until the
-- transaction ends. What decides is read, and the clock looked at, after that: each statement sees what was committed
-- before it, so this must run as read committed. One lock instead of one per counter: which counter it is depends on the
-- plan, which may change while one waits.

-- An advisory lock and not one of a row: it is written nowhere.
create function app.usage_lock_of(p_organization_id uuid) returns bigint
language sql immutable as $$ select hashtextextended('usage:' || p_organization_id, 0) $$;

-- A counter, which is made when there is none. Precondition, here and below: the organization's usage is locked.
create function app.counter_of(
  p_organization_id uuid, p_metric app.metric, p_period_start timestamptz, p_period_end timestamptz
) returns app.usage_counters
language plpgsql set search_path = '' as $$
declare
  v_counter app.usage_counters;
begin
  select * into v_counter from app.usage_counters c
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = p_period_start;
  if not found then
    insert into app.usage_counters (organization_id, metric, period_start, period_end)
    values (p_organization_id, p_metric, p_period_start, p_period_end)
    returning * into v_counter;
  end if;
  return v_counter;
end
$$;

-- Notes the highest overage of a month for what never resets. Returns by how much it rose: what is to be billed.
create function app.raise_peak(
  p_organization_id uuid, p_metric app.metric, p_month_start timestamptz, p_overage bigint
) returns bigint
language plpgsql set search_path = '' as $$
declare
  v_peak bigint;
begin
  if p_overage <= 0 then return 0; end if;
  select k.overage into v_peak from app.usage_peaks k
  where k.organization_id = p_organization_id and k.metric = p_metric and k.month_start = p_month_start;
  if v_peak >= p_overage then return 0; end if;
  insert into app.usage_peaks (organization_id, metric, month_start, overage)
  values (p_organization_id, p_metric, p_month_start, p_overage)
  on conflict (organization_id, metric, month_start) do update set overage = excluded.overage, updated_at = now();
  return p_overage - coalesce(v_peak, 0);
end
$$;

-- Notes the thresholds that the organization has reached of these metrics, once each.
create function app.note_alerts(p_organization_id uuid, p_metrics app.metric[], p_period_starts timestamptz[]) returns void
language sql set search_path = '' as $$
  insert into app.usage_alerts (organization_id, metric, period_start, quota_limit, threshold, used)
  select p_organization_id, c.metric, c.period_start, q.quota_limit, t.threshold, c.used
  from app.usage_counters c
  join unnest(p_metrics, p_period_starts) as i (metric, period_start)
    on i.metric = c.metric and i.period_start = c.period_start
  join app.quotas_of(p_organization_id, p_metrics, now()) q on q.metric = c.metric
  cross join unnest(array[80, 100, 120]) as t (threshold)
  where c.organization_id = p_organization_id
    and q.quota_limit > 0 and c.used * 100::numeric >= q.quota_limit * t.threshold::numeric
  on conflict do nothing
$$;

-- What is to be billed of `p_quantity` more of a metric that had `p_used`, under the quota that holds now. It writes for
-- metrics that never reset: what stood above the limit before counts, too, for it may be the first that this month sees of it.
create function app.overage_of(
  p_organization_id uuid, p_metric app.metric, p_limit bigint, p_month_start timestamptz, p_used bigint, p_quantity bigint
) returns bigint
language plpgsql set search_path = '' as $$
begin
  if p_month_start is null then return greatest(0, p_used + p_quantity - greatest(p_limit, p_used)); end if;
  return app.raise_peak(
    p_organization_id, p_metric, p_month_start, greatest(p_used, p_used + p_quantity) - p_limit);
end
$$;

-- Writes what was counted: one event for each quantity that is not zero, negative for what is given back, and the
-- counters, of which `p_reserved` is held no more. The arrays belong together by position.
create function app.count_usage(
  p_organization_id uuid, p_key text, p_user_id uuid, p_properties jsonb, p_metrics app.metric[],
  p_period_starts timestamptz[], p_quantities bigint[], p_reserved bigint[], p_overages bigint[]
) returns void
language plpgsql as $$
begin
  -- One at a time and each by its key: that costs less than a join for the few that there are.
  for i in 1..cardinality(p_metrics) loop
    if p_quantities[i] <> 0 then
      insert into app.usage_events
        (organization_id, idempotency_key, metric, period_start, quantity, overage_quantity, user_id, properties)
      values
        (p_organization_id, p_key || ':' || p_metrics[i], p_metrics[i], p_period_starts[i], p_quantities[i],
         p_overages[i], p_user_id, p_properties);
    end if;
    update app.usage_counters c
    set used = c.used + p_quantities[i], reserved = c.reserved - p_reserved[i], overage = c.overage + p_overages[i],
      updated_at = now()
    where c.organization_id = p_organization_id and c.metric = p_metrics[i] and c.period_start = p_period_starts[i];
  end loop;
end
$$;

-- How a counter stands, as it is answered.
create function app.told_counter(p_quota app.quota, p_used bigint, p_reserved bigint) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'metric', p_quota.metric, 'used', p_used, 'reserved', p_reserved, 'limit', p_quota.quota_limit, 'cap', p_quota.cap,
    'periodStart', p_quota.period_start, 'periodEnd', p_quota.period_end)
$$;

-- The attempt that a holder means, or the last one under this key; null when there is none.
create function app.find_reservation(p_organization_id uuid, p_key text, p_attempt integer) returns app.usage_reservations
language sql stable as $$
  select r from app.usage_reservations r
  where r.organization_id = p_organization_id and r.idempotency_key = p_key
    and (p_attempt is null or r.attempt = p_attempt)
  order by r.attempt desc limit 1
$$;

-- The first of these metrics, in order, that has no room for its quantity, as a counter; null when all have. Reservations
-- whose holder died hold nothing, also before they are swept up.
create function app.first_full(
  p_organization_id uuid, p_metrics app.metric[], p_quantities bigint[], p_clock timestamptz
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  v_quota app.quota;
  v_counter app.usage_counters;
  v_dead bigint;
begin
  for v_quota in select q.* from app.quotas_of(p_organization_id, p_metrics, now()) q order by q.metric loop
    select * into v_counter from app.usage_counters c
    where c.organization_id = p_organization_id and c.metric = v_quota.metric and c.period_start = v_quota.period_start;
    select coalesce(sum(r.quantities[array_position(r.metrics, v_quota.metric)]), 0) into v_dead
    from app.usage_reservations r
    where r.organization_id = p_organization_id and r.state = 'held' and r.expires_at <= p_clock
      and r.period_starts[array_position(r.metrics, v_quota.metric)] = v_quota.period_start;
    v_counter.used := coalesce(v_counter.used, 0);
    v_counter.reserved := coalesce(v_counter.reserved, 0) - v_dead;
    if not app.has_room(v_quota.quota_limit, v_quota.cap, v_counter.used + v_counter.reserved
                        + p_quantities[array_position(p_metrics, v_quota.metric)]) then
      return app.told_counter(v_quota, v_counter.used, v_counter.reserved);
    end if;
  end loop;
  return null;
end
$$;

-- What a repeat of a key is answered, when something stands under it; otherwise the number of the attempt that can be made.
create function app.former_answer(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_request_hash text,
  p_clock timestamptz, out answer jsonb, out next_attempt integer
)
language plpgsql set search_path = '' as $$
declare
  v_former app.usage_reservations := app.find_reservation(p_organization_id, p_key, null);
begin
  next_attempt := coalesce(v_former.attempt, 0) + 1;
  if v_former.state = 'committed' or (v_former.state = 'held' and v_former.expires_at > p_clock) then
    answer := case
      when (v_former.metrics, v_former.quantities) = (p_metrics, p_quantities)
        and v_former.request_hash is not distinct from p_request_hash
      then jsonb_build_object(
        'outcome', 'repeated', 'state', v_former.state, 'attempt', v_former.attempt,
        'expiresAt', v_former.expires_at, 'items', v_former.answer)
      else jsonb_build_object('outcome', 'conflict', 'state', v_former.state) end;
  end if;
end
$$;

-- `overage_of` for several metrics, by position, as their counters are now; zero where overage is not billed.
create function app.overages_of(
  p_organization_id uuid, p_metrics app.metric[], p_period_starts timestamptz[], p_quantities bigint[]
) returns bigint[]
language sql set search_path = '' as $$
  select array_agg(
    case when q.cap = 'overage' and q.quota_limit is not null
      then app.overage_of(p_organization_id, i.metric, q.quota_limit, q.month_start, coalesce(c.used, 0), i.quantity)
      else 0 end
    order by i.position)
  from unnest(p_metrics, p_period_starts, p_quantities) with ordinality as i (metric, period_start, quantity, position)
  join app.quotas_of(p_organization_id, p_metrics, now()) q on q.metric = i.metric
  left join app.usage_counters c on c.organization_id = p_organization_id
    and c.metric = i.metric and c.period_start = i.period_start
$$;

-- Reserves for so many seconds, or, without a time, counts at once: all items or none.
-- Made for speed: a transaction sets up each statement and expression anew, so there are few, whatever the number of items.
create function app.begin_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_ttl_seconds integer,
  p_enforce boolean, p_request_hash text, p_properties jsonb
) returns jsonb
language plpgsql as $$
declare
  v_counts constant boolean := p_ttl_seconds is null;
  v_user_id constant uuid := app.current_user_id();
  v_clock timestamptz;
  v_expires_at timestamptz;
  v_overages bigint[];
  v_attempt integer := 1;
  v record;
  v_former record;
  v_refused jsonb;
begin
  if coalesce(cardinality(p_metrics), 0) = 0 then
    raise exception 'an operation needs a metric' using errcode = 'invalid_parameter_value';
  end if;
  if not app.may_begin_usage(p_organization_id, v_user_id) then return jsonb_build_object('outcome', 'read_only'); end if;
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  v_clock := clock_timestamp();
  v_expires_at := v_clock + make_interval(secs => p_ttl_seconds);

  -- More than once only where the plan changes from one moment to the next.
  for i in 1..100 loop
    select
      array_agg(t.metric) as metrics, array_agg(t.quantity) as quantities, array_agg(t.period_start) as period_starts,
      array_agg(t.period_end) as period_ends,
      bool_and(app.has_room(t.quota_limit, t.cap, t.used + t.reserved + t.quantity)) as has_room,
      bool_or(t.used + t.quantity >= t.quota_limit / 5 * 4) as is_high,
      bool_or(t.is_new) as has_new,
      jsonb_agg(jsonb_build_object(
        'metric', t.metric, 'used', t.used + case when v_counts then t.quantity else 0 end,
        'reserved', t.reserved + case when v_counts then 0 else t.quantity end, 'limit', t.quota_limit, 'cap', t.cap,
        'periodStart', t.period_start, 'periodEnd', t.period_end)) as items
    into v
    from (
      select q.metric, q.quota_limit, q.cap, q.period_start, q.period_end,
        p_quantities[array_position(p_metrics, q.metric)] as quantity,
        coalesce(c.used, 0) as used, coalesce(c.reserved, 0) as reserved, c.metric is null as is_new
      from app.terms_of(p_organization_id, p_metrics) q
      left join app.usage_counters c on c.organization_id = p_organization_id
        and c.metric = q.metric and c.period_start = q.period_start
      order by q.metric
    ) t;
    exit when cardinality(v.metrics) = cardinality(p_metrics);
    perform app.reckon_terms(p_organization_id, p_metrics);
  end loop;
  if cardinality(v.metrics) is distinct from cardinality(p_metrics) then
    raise exception 'the plan changes faster than it can be read' using errcode = 'serialization_failure';
  end if;
  if cardinality(p_quantities) <> cardinality(p_metrics) or length(p_key) not between 1 and 255
     or (1 <= all (p_quantities) and 1000000000000 >= all (p_quantities)) is not true then
    raise exception 'an operation needs a key, and quantities between 1 and 1000000000000'
      using errcode = 'invalid_parameter_value';
  end if;

  if p_enforce and not v.has_room then
    v_refused := app.first_full(p_organization_id, p_metrics, p_quantities, v_clock);
  end if;
  loop
    if v_refused is null then
      insert into app.usage_reservations
        (organization_id, idempotency_key, attempt, state, metrics, quantities, period_starts, request_hash, user_id,
         expires_at, finished_at, answer)
      values
        (p_organization_id, p_key, v_attempt,
         case when v_counts then 'committed' else 'held' end::app.usage_reservation_state,
         v.metrics, v.quantities, v.period_starts, p_request_hash, v_user_id, v_expires_at,
         case when v_counts then v_clock end, v.items)
      on conflict do nothing;
      exit when found;
    end if;
    v_former := app.former_answer(p_organization_id, p_key, v.metrics, v.quantities, p_request_hash, v_clock);
    if v_former.answer is not null then return v_former.answer; end if;
    if v_refused is not null then return jsonb_build_object('outcome', 'refused', 'refused', v_refused); end if;
    -- Nothing stands under this key: it is tried anew.
    v_attempt := v_former.next_attempt;
  end loop;

  if v.has_new then
    insert into app.usage_counters (organization_id, metric, period_start, period_end)
    select p_organization_id, i.metric, i.period_start, i.period_end
    from unnest(v.metrics, v.period_starts, v.period_ends) as i (metric, period_start, period_end)
    on conflict do nothing;
  end if;
  if not v_counts then
    for i in 1..cardinality(v.metrics) loop
      update app.usage_counters c set reserved = c.reserved + v.quantities[i], updated_at = now()
      where c.organization_id = p_organization_id and c.metric = v.metrics[i] and c.period_start = v.period_starts[i];
    end loop;
    return jsonb_build_object(
      'outcome', 'reserved', 'attempt', v_attempt, 'expiresAt', v_expires_at, 'items', v.items);
  end if;
  v_overages := array_fill(0::bigint, array[cardinality(v.metrics)]);
  if v.is_high then
    v_overages := app.overages_of(p_organization_id, v.metrics, v.period_starts, v.quantities);
  end if;
  perform app.count_usage(
    p_organization_id, p_key, v_user_id, p_properties, v.metrics, v.period_starts, v.quantities,
    array_fill(0::bigint, array[cardinality(v.metrics)]), v_overages);
  if v.is_high then perform app.note_alerts(p_organization_id, v.metrics, v.period_starts); end if;
  return jsonb_build_object('outcome', 'taken', 'attempt', v_attempt, 'expiresAt', null, 'items', v.items);
end
$$;

-- Keeps room for work that is about to be done, for at most so many seconds. Answers
-- {outcome: reserved | repeated | refused | conflict | read_only, attempt, expiresAt, items: [counters], refused: counter}.
-- A refusal writes nothing, and the key may be tried again.
create function app.reserve_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_ttl_seconds integer,
  p_enforce boolean, p_request_hash text default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if p_ttl_seconds is null or p_ttl_seconds not between 1 and 86400 then
    raise exception 'a reservation lasts between 1 second and a day' using errcode = 'invalid_parameter_value';
  end if;
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, p_ttl_seconds, p_enforce, p_request_hash, null);
end
$$;

-- Reserves and commits in one, for what is done in the same transaction. Answers as `reserve_usage`, with `taken`.
create function app.take_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_enforce boolean,
  p_request_hash text default null, p_properties jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, null, p_enforce, p_request_hash, p_properties);
end
$$;

-- Lets go of what a held reservation holds.
create function app.end_reservation(p_reservation app.usage_reservations, p_state app.usage_reservation_state) returns void
language plpgsql set search_path = '' as $$
begin
  update app.usage_reservations r set state = p_state, finished_at = clock_timestamp()
  where r.organization_id = p_reservation.organization_id and r.idempotency_key = p_reservation.idempotency_key
    and r.attempt = p_reservation.attempt;
  update app.usage_counters c set reserved = c.reserved - i.quantity, updated_at = now()
  from unnest(p_reservation.metrics, p_reservation.quantities, p_reservation.period_starts)
    as i (metric, quantity, period_start)
  where c.organization_id = p_reservation.organization_id and c.metric = i.metric and c.period_start = i.period_start;
end
$$;

-- Counts what a reservation was for, or less: `p_metrics` and `p_quantities` name what differs from it, down to zero.
-- Answers {outcome: committed | repeated | gone | unknown, items: [counters]}; `gone` is released or expired.
create function app.commit_usage(
  p_organization_id uuid, p_key text, p_attempt integer default null, p_metrics app.metric[] default '{}',
  p_quantities bigint[] default '{}', p_properties jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_reservation app.usage_reservations;
  v_overages bigint[];
  v record;
begin
  perform app.require_member(p_organization_id);
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  select * into v_reservation from app.usage_reservations r
  where r.organization_id = p_organization_id and r.idempotency_key = p_key
    and (p_attempt is null or r.attempt = p_attempt)
  order by r.attempt desc limit 1;
  if not found then return jsonb_build_object('outcome', 'unknown'); end if;
  if v_reservation.state = 'committed' then
    return jsonb_build_object('outcome', 'repeated', 'items', coalesce(v_reservation.settlement, v_reservation.answer));
  end if;
  if v_reservation.state = 'held' and v_reservation.expires_at <= clock_timestamp() then
    perform app.end_reservation(v_reservation, 'expired');
    return jsonb_build_object('outcome', 'gone', 'state', 'expired');
  end if;
  if v_reservation.state <> 'held' then
    return jsonb_build_object('outcome', 'gone', 'state', v_reservation.state);
  end if;

  -- In the period in which it was reserved, though another one may have begun, and under the quota that holds now.
  for i in 1..100 loop
    select
      array_agg(t.actual) as quantities,
      bool_and(t.actual between 0 and t.quantity) as is_valid,
      bool_or(t.used + t.actual >= t.quota_limit / 5 * 4) as is_high,
      jsonb_agg(jsonb_build_object(
        'metric', t.metric, 'used', t.used + t.actual, 'reserved', t.reserved - t.quantity, 'limit', t.quota_limit,
        'cap', t.cap, 'periodStart', t.period_start, 'periodEnd', t.period_end)) as items
    into v
    from (
      select q.metric, q.quota_limit, q.cap, c.period_start, c.period_end, c.used, c.reserved,
        v_reservation.quantities[array_position(v_reservation.metrics, q.metric)] as quantity,
        coalesce(
          p_quantities[array_position(p_metrics, q.metric)],
          v_reservation.quantities[array_position(v_reservation.metrics, q.metric)]) as actual
      from app.terms_of(p_organization_id, v_reservation.metrics) q
      join app.usage_counters c on c.organization_id = p_organization_id and c.metric = q.metric
        and c.period_start = v_reservation.period_starts[array_position(v_reservation.metrics, q.metric)]
      order by q.metric
    ) t;
    exit when cardinality(v.quantities) = cardinality(v_reservation.metrics);
    perform app.reckon_terms(p_organization_id, v_reservation.metrics);
  end loop;
  if cardinality(v.quantities) is distinct from cardinality(v_reservation.metrics) then
    raise exception 'the plan changes faster than it can be read' using errcode = 'serialization_failure';
  end if;
  if v.is_valid is not true or cardinality(p_metrics) <> cardinality(p_quantities)
     or not p_metrics <@ v_reservation.metrics then
    raise exception 'only what was reserved can be committed' using errcode = 'invalid_parameter_value';
  end if;

  v_overages := array_fill(0::bigint, array[cardinality(v.quantities)]);
  if v.is_high then
    v_overages := app.overages_of(
      p_organization_id, v_reservation.metrics, v_reservation.period_starts, v.quantities);
  end if;
  perform app.count_usage(
    p_organization_id, p_key, v_reservation.user_id, p_properties, v_reservation.metrics, v_reservation.period_starts,
    v.quantities, v_reservation.quantities, v_overages);
  update app.usage_reservations r set state = 'committed', finished_at = clock_timestamp(), settlement = v.items
  where r.organization_id = p_organization_id and r.idempotency_key = p_key and r.attempt = v_reservation.attempt;
  if v.is_high then
    perform app.note_alerts(p_organization_id, v_reservation.metrics, v_reservation.period_starts);
  end if;
  return jsonb_build_object('outcome', 'committed', 'items', v.items);
end
$$;

-- Gives back what a reservation holds. Answers {outcome: released | repeated | committed | unknown}.
create function app.release_usage(p_organization_id uuid, p_key text, p_attempt integer default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_reservation app.usage_reservations;
begin
  perform app.require_member(p_organization_id);
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  v_reservation := app.find_reservation(p_organization_id, p_key, p_attempt);
  if v_reservation.state is null then return jsonb_build_object('outcome', 'unknown'); end if;
  if v_reservation.state = 'committed' then return jsonb_build_object('outcome', 'committed'); end if;
  if v_reservation.state <> 'held' then return jsonb_build_object('outcome', 'repeated'); end if;
  perform app.end_reservation(
    v_reservation,
    case when v_reservation.expires_at <= clock_timestamp() then 'expired' else 'released' end::app.usage_reservation_state);
  return jsonb_build_object('outcome', 'released');
end
$$;

-- Gives back what was counted of metrics without a period, when the thing that was counted is gone; never below zero.
-- Answers {outcome: returned | repeated, items: [counters]}.
create function app.return_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[]
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_quotas app.quota[];
  v_quota app.quota;
  v_counter app.usage_counters;
  v_quantity bigint;
  v_outcome text := 'returned';
  v_items jsonb := '[]';
begin
  perform app.require_organization(p_organization_id);
  if cardinality(p_metrics) is distinct from cardinality(p_quantities) or cardinality(p_metrics) = 0 then
    raise exception 'each metric needs a quantity' using errcode = 'invalid_parameter_value';
  end if;
  foreach v_quantity in array p_quantities loop
    if v_quantity is null or v_quantity not between 1 and 1000000000000 then
      raise exception 'quantity must be between 1 and 1000000000000' using errcode = 'invalid_parameter_value';
    end if;
  end loop;
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  v_quotas := array(select q from app.quotas_of(p_organization_id, p_metrics, now()) q order by q.metric);
  if cardinality(v_quotas) <> cardinality(p_metrics) then
    raise exception 'the catalogue has no limit for one of %, or it is named twice', p_metrics
      using errcode = 'no_data_found';
  end if;
  for i in 1..cardinality(v_quotas) loop
    v_quota := v_quotas[i];
    if v_quota.period <> 'total' then
      raise exception '% is counted per %: what was used stays used', v_quota.metric, v_quota.period
        using errcode = 'feature_not_supported';
    end if;
    v_counter := app.counter_of(p_organization_id, v_quota.metric, 'epoch', null);
    v_quantity := least(v_counter.used, p_quantities[array_position(p_metrics, v_quota.metric)]);
    if exists (
      select from app.usage_events e
      where e.organization_id = p_organization_id and e.idempotency_key = p_key || ':' || v_quota.metric)
    then
      v_outcome := 'repeated';
      v_quantity := 0;
    end if;
    perform app.count_usage(
      p_organization_id, p_key, app.current_user_id(), null, array[v_quota.metric], array['epoch'::timestamptz],
      array[-v_quantity], array[0::bigint],
      app.overages_of(
        p_organization_id, array[v_quota.metric], array['epoch'::timestamptz], array[-v_quantity]));
    v_items := v_items || app.told_counter(v_quota, v_counter.used - v_quantity, v_counter.reserved);
  end loop;
  return jsonb_build_object('outcome', v_outcome, 'items', v_items);
end
$$;

-- Ends reservations whose time is over, at most so many. Returns how many.
create function app.release_expired_usage(p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_reservation app.usage_reservations;
  v_due record;
  v_ended integer := 0;
begin
  if current_setting('role', true) is distinct from 'foothold_service' then
    raise exception 'only for service work' using errcode = 'insufficient_privilege';
  end if;
  for v_due in
    select r.organization_id, r.idempotency_key, r.attempt from app.usage_reservations r
    where r.state = 'held' and r.expires_at <= clock_timestamp()
    -- Whoever sweeps beside us takes the locks in the same order.
    order by app.usage_lock_of(r.organization_id) limit p_limit
  loop
    perform pg_advisory_xact_lock(app.usage_lock_of(v_due.organization_id));
    v_reservation := app.find_reservation(v_due.organization_id, v_due.idempotency_key, v_due.attempt);
    continue when v_reservation.state <> 'held';
    perform app.end_reservation(v_reservation, 'expired');
    v_ended := v_ended + 1;
  end loop;
  return v_ended;
end
$$;

-- Events that were sent to us ----------------------------------------------------------------------------------------

-- A cap as it was for what occurred at a moment, which may have been in a trial.
create function app.cap_at(p_cap app.quota_cap, p_trial_end timestamptz, p_occurred_at timestamptz) returns app.quota_cap
language sql immutable as $$
  select case when p_cap = 'overage' and p_occurred_at < p_trial_end then 'hard' else p_cap end
$$;

-- Counts events that happened elsewhere; the arrays belong together by position, and keys are a name space of their own.
-- Answers for each event, by position: accepted | duplicate | conflict (the key stands for another event) | over_quota |
-- out_of_window (older than 35 days or more than 5 minutes ahead, which no meter would take) | not_sent (the metric is
-- counted by the product itself) | read_only. One pass over the arrays, one insert, one update per counter.
-- What occurred in a trial that is over by now is held to the trial's limits, and never billed.
create function app.ingest_usage_events(
  p_organization_id uuid, p_keys text[], p_metrics app.metric[], p_quantities bigint[], p_occurred_at timestamptz[],
  p_properties text[], p_hashes text[], p_enforce boolean
) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  v_quotas app.quota[];
  v_anchor timestamptz;
  v_trial_end timestamptz;
  v_starts timestamptz[];
  v_outcomes text[];
  v_group record;
  v_used bigint;
  v_metrics app.metric[];
begin
  if not app.may_begin_usage(p_organization_id, app.current_user_id()) then
    return array_fill('read_only'::text, array[cardinality(p_keys)]);
  end if;
  if exists (select from unnest(p_quantities) as q where q is null or q not between 1 and 1000000000000) then
    raise exception 'quantity must be between 1 and 1000000000000' using errcode = 'invalid_parameter_value';
  end if;
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  v_quotas := array(select q from app.quotas_of(p_organization_id, p_metrics, now()) q);
  select f.anchor, case when f.trial_end <= now() then f.trial_end end into v_anchor, v_trial_end
  from app.plan_in_force(p_organization_id) f;
  -- Null for what is not counted by events.
  select array_agg(
      case
        when q.period is null or q.period = 'total' then null
        when e.occurred_at >= q.period_start and e.occurred_at < q.period_end then q.period_start
        else (select w.period_start from app.period_of(q.period, v_anchor, e.occurred_at) w)
      end order by e.i)
  into v_starts
  from unnest(p_metrics, p_occurred_at) with ordinality as e (metric, occurred_at, i)
  left join unnest(v_quotas) as q on q.metric = e.metric;
  for v_group in
    select distinct e.metric, w.period_start, w.period_end
    from unnest(p_metrics, v_starts) as e (metric, period_start)
    join unnest(v_quotas) as q on q.metric = e.metric
    cross join lateral app.period_of(q.period, v_anchor, e.period_start) w
    where e.period_start is not null
  loop
    perform app.counter_of(p_organization_id, v_group.metric, v_group.period_start, v_group.period_end);
  end loop;

  -- Null where nothing speaks against it.
  select array_agg(
      case
        when e.known or e.nth > 1 then
          case when e.hash is not distinct from case when e.known then e.known_hash else e.first_hash end then 'duplicate' else 'conflict' end
        when e.period_start is null then 'not_sent'
        when e.occurred_at < now() - interval '35 days' or e.occurred_at > now() + interval '5 minutes' then 'out_of_window'
      end order by e.i)
  into v_outcomes
  from (
    select g.i, g.hash, g.period_start, g.occurred_at, k.idempotency_key is not null as known, k.request_hash as known_hash,
      row_number() over w as nth, first_value(g.hash) over w as first_hash
    from unnest(p_keys, p_hashes, v_starts, p_occurred_at) with ordinality as g (key, hash, period_start, occurred_at, i)
    left join app.usage_events k
      on k.organization_id = p_organization_id and k.idempotency_key = 'ingest:' || g.key
    window w as (partition by g.key order by g.i)
  ) e;

  if p_enforce then
    -- Reservations whose holder died hold nothing, also before they are swept up.
    perform app.end_reservation(r, 'expired')
    from app.usage_reservations r
    where r.organization_id = p_organization_id and r.state = 'held' and r.expires_at <= clock_timestamp();
    for v_group in
      select e.metric, e.period_start, q.quota_limit, k.cap, c.used + c.reserved as taken,
        array_agg(e.i order by e.i) as members
      from unnest(p_metrics, v_starts, p_quantities, p_occurred_at, v_outcomes) with ordinality
        as e (metric, period_start, quantity, occurred_at, outcome, i)
      join unnest(v_quotas) as q on q.metric = e.metric
      cross join lateral app.cap_at(q.cap, v_trial_end, e.occurred_at) as k (cap)
      join app.usage_counters c on c.organization_id = p_organization_id and c.metric = e.metric
        and c.period_start = e.period_start
      where e.outcome is null
      group by e.metric, e.period_start, q.quota_limit, k.cap, c.used, c.reserved
      having not app.has_room(q.quota_limit, k.cap, c.used + c.reserved + sum(e.quantity)::bigint)
    loop
      -- Not all of them fit: those that do, in their order.
      v_used := v_group.taken;
      for i in 1..cardinality(v_group.members) loop
        if app.has_room(v_group.quota_limit, v_group.cap, v_used + p_quantities[v_group.members[i]]) then
          v_used := v_used + p_quantities[v_group.members[i]];
        else
          v_outcomes[v_group.members[i]] := 'over_quota';
        end if;
      end loop;
    end loop;
  end if;

  with fresh as (
    select e.*, q.quota_limit, app.cap_at(q.cap, v_trial_end, e.occurred_at) as cap, c.used,
      sum(e.quantity) over (partition by e.metric, e.period_start order by e.i) as running
    from unnest(p_keys, p_metrics, p_quantities, p_occurred_at, p_properties, p_hashes, v_starts, v_outcomes)
      with ordinality as e (key, metric, quantity, occurred_at, properties, hash, period_start, outcome, i)
    join unnest(v_quotas) as q on q.metric = e.metric
    join app.usage_counters c on c.organization_id = p_organization_id and c.metric = e.metric
      and c.period_start = e.period_start
    where e.outcome is null
  ), written as (
    insert into app.usage_events
      (organization_id, idempotency_key, metric, period_start, quantity, overage_quantity, user_id, occurred_at,
       properties, request_hash)
    select p_organization_id, 'ingest:' || f.key, f.metric, f.period_start, f.quantity,
      case when f.cap = 'overage' and f.quota_limit is not null
        then greatest(0, f.used + f.running - greatest(f.quota_limit, f.used + f.running - f.quantity)) else 0 end,
      app.current_user_id(), f.occurred_at, f.properties::jsonb, f.hash
    from fresh f
    returning metric, period_start, quantity, overage_quantity
  ), summed as (
    select w.metric, w.period_start, sum(w.quantity)::bigint as quantity, sum(w.overage_quantity)::bigint as overage
    from written w group by w.metric, w.period_start
  ), counted as (
    update app.usage_counters c set used = c.used + s.quantity, overage = c.overage + s.overage, updated_at = now()
    from summed s
    where c.organization_id = p_organization_id and c.metric = s.metric and c.period_start = s.period_start
    returning c.metric, c.period_start, c.used
  )
  select array_agg(c.metric), array_agg(c.period_start) into v_metrics, v_starts
  from counted c join unnest(v_quotas) as q on q.metric = c.metric
  where c.used >= q.quota_limit / 5 * 4;
  if v_metrics is not null then perform app.note_alerts(p_organization_id, v_metrics, v_starts); end if;

  return array(select coalesce(o.outcome, 'accepted') from unnest(v_outcomes) with ordinality as o (outcome, i) order by o.i);
end
$$;

-- Overage that stands ---------------------------------------------------------------------------------------------

-- Bills what stands above the limit of metrics that never reset, as far as this month has not seen it: it may have
-- stood there since before the month began, or the limit has come down. Returns for how many organizations.
create function app.bill_standing_overage() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_candidate record;
  v_counter app.usage_counters;
  v_quota app.quota;
  v_overage bigint;
  v_billed integer := 0;
begin
  if current_setting('role', true) is distinct from 'foothold_service' then
    raise exception 'only for service work' using errcode = 'insufficient_privilege';
  end if;
  for v_candidate in
    select c.organization_id, c.metric
    from app.usage_counters c
    join (
      select l.metric, min(l."limit") as least from app.plan_limits l
      where l.cap = 'overage' and l.period = 'total' and l.metric <> 'seats' group by l.metric
    ) p on p.metric = c.metric
    where c.period_start = 'epoch' and (c.used > p.least or exists (
      select from app.entitlement_overrides o
      where o.organization_id = c.organization_id and o.kind = 'limit' and o.subject = c.metric::text))
    order by app.usage_lock_of(c.organization_id)
  loop
    perform pg_advisory_xact_lock(app.usage_lock_of(v_candidate.organization_id));
    v_counter := app.counter_of(v_candidate.organization_id, v_candidate.metric, 'epoch', null);
    select q.* into v_quota
    from app.quotas_of(v_candidate.organization_id, array[v_candidate.metric], now()) q;
    continue when v_quota.cap is distinct from 'overage' or v_quota.quota_limit is null or v_quota.period <> 'total';
    v_overage := app.raise_peak(
      v_counter.organization_id, v_counter.metric, v_quota.month_start, v_counter.used - v_quota.quota_limit);
    continue when v_overage = 0;
    update app.usage_counters c set overage = c.overage + v_overage
    where c.organization_id = v_counter.organization_id and c.metric = v_counter.metric and c.period_start = 'epoch';
    insert into app.usage_aggregates
      (organization_id, metric, period_start, bucket, quantity, overage_quantity, event_count, meter_state)
    values
      (v_counter.organization_id, v_counter.metric, 'epoch',
       date_trunc('minute', now() at time zone 'UTC') at time zone 'UTC', 0, v_overage, 0, 'pending');
    v_billed := v_billed + 1;
  end loop;
  return v_billed;
end
$$;

-- Seats -------------------------------------------------------------------------------------------------------------

-- Seats are members: counted where memberships change, so that no way of joining or leaving is missed.
create or replace function app.on_membership_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_member app.memberships := case tg_op when 'INSERT' then new else old end;
begin
  -- With the organization goes all that was counted for it.
  if not exists (select from app.organizations o where o.id = v_member.organization_id) then return v_member; end if;
  perform pg_advisory_xact_lock(app.usage_lock_of(v_member.organization_id));
  perform app.counter_of(v_member.organization_id, 'seats', 'epoch', null);
  perform app.count_usage(
    v_member.organization_id, 'seat:' || v_member.user_id || ':' || app.uuid_v7(), v_member.user_id, null,
    array['seats']::app.metric[], array['epoch'::timestamptz],
    array[case tg_op when 'INSERT' then 1 else -1 end::bigint], array[0::bigint], array[0::bigint]);
  if tg_op = 'INSERT' then
    perform app.note_alerts(v_member.organization_id, array['seats']::app.metric[], array['epoch'::timestamptz]);
  end if;
  return v_member;
end
$$;

insert into app.usage_events (organization_id, idempotency_key, metric, period_start, quantity, user_id, occurred_at)
select m.organization_id, 'seat:' || m.user_id || ':' || app.uuid_v7(), 'seats', 'epoch', 1, m.user_id, m.created_at
from app.memberships m;

-- Who may call what --------------------------------------------------------------------------------------------------

drop function app.consume_usage(uuid, app.metric, bigint, text);
drop function app.return_usage(uuid, app.metric, bigint, text);

revoke execute on all functions in schema app from public;
grant execute on function
  app.plan_in_force(uuid), app.period_of(app.quota_period, timestamptz, timestamptz),
  app.quotas_of(uuid, app.metric[], timestamptz)
  to authenticated, foothold_service;
-- The login role too: with the claims set in the same statement, each is a single round trip.
grant execute on function
  app.reserve_usage(uuid, text, app.metric[], bigint[], integer, boolean, text),
  app.take_usage(uuid, text, app.metric[], bigint[], boolean, text, jsonb),
  app.commit_usage(uuid, text, integer, app.metric[], bigint[], jsonb),
  app.release_usage(uuid, text, integer),
  app.return_usage(uuid, text, app.metric[], bigint[]),
  app.ingest_usage_events(uuid, text[], app.metric[], bigint[], timestamptz[], text[], text[], boolean)
  to authenticated, foothold_service, foothold_app;
grant execute on function app.release_expired_usage(integer), app.bill_standing_overage()
  to foothold_service;
