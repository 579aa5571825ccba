-- The usage engine as it was, and a shorter way for what is asked for nearly always: one metric, quotas that were reckoned
-- already, a counter that is there, room, and nothing to alert about or to bill as overage.
-- What a call costs is not so much its rows as the setting up of its statements and expressions, anew in each transaction.
-- So the plain case is decided in one statement without aggregates, and written by one statement for each row. Whatever is not
-- plain is left to the functions that decide every case, under the same lock: nothing is decided twice in different ways.

-- Locking -------------------------------------------------------------------------------------------------------

-- The same numbers as before. Without the cast the joining of a uuid to a text counts as stable only, and what is said to be
-- immutable but is not cannot be written into the statement that calls it: it was run as a function of its own each time.
create or replace function app.usage_lock_of(p_organization_id uuid) returns bigint
language sql immutable as $$ select hashtextextended('usage:' || p_organization_id::text, 0) $$;

-- Waits until nobody else counts for the organization, keeps others off until the transaction ends, and answers when that
-- was. What decides is read in statements after it: each sees what was committed before it began, so this must run as read
-- committed. Whoever may not count is told so only then, and lets go of the lock with the failed transaction.
-- Assigned to a variable it is an expression, which costs a tenth of a statement with `perform`.
create function app.lock_usage(p_organization_id uuid) returns timestamptz
language sql volatile as $$
  select case when pg_advisory_xact_lock(app.usage_lock_of(p_organization_id)) is not null then clock_timestamp() end
$$;

-- Terms ---------------------------------------------------------------------------------------------------------

-- Whether the organization is read-only for want of payment depends on what the versions and `valid_until` cover already:
-- subscriptions, payments, plans, and the end of the seven days. Rows from before do not know it and hold no more. They are
-- not deleted: plans made while the table seems empty would go on reading it from end to end when it is not.
alter table app.usage_terms add column read_only boolean not null default false;
alter table app.usage_terms alter column read_only drop default;
update app.usage_terms set valid_until = '-infinity';

-- As before, and whether the organization is read-only.
create or replace function app.reckon_terms(p_organization_id uuid, p_metrics app.metric[]) returns void
language plpgsql set search_path = '' as $$
declare
  v_count integer;
begin
  insert into app.usage_terms
    (organization_id, metric, quota_limit, cap, period_start, period_end, month_start, read_only,
     organization_version, catalogue_version, valid_until)
  select o.id, q.metric, q.quota_limit, q.cap, q.period_start, q.period_end, q.month_start, app.is_read_only(o.id),
    o.entitlements_version, v.version, least(
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
    period_end = excluded.period_end, month_start = excluded.month_start, read_only = excluded.read_only,
    organization_version = excluded.organization_version, catalogue_version = excluded.catalogue_version,
    valid_until = excluded.valid_until;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_metrics) then
    raise exception 'the catalogue has no limit for one of %, or it is named twice', p_metrics
      using errcode = 'no_data_found';
  end if;
end
$$;

-- The same for one metric, by the key.
create function app.terms_of(p_organization_id uuid, p_metric app.metric) returns setof app.usage_terms
language sql stable as $$
  select t.*
  from app.usage_terms t
  where t.organization_id = p_organization_id and t.metric = p_metric
    and t.organization_version = (
      select o.entitlements_version from app.organizations o where o.id = p_organization_id)
    and t.catalogue_version = (select v.version from app.catalogue_versions v)
    and t.period_start <= now() and t.valid_until > now()
$$;

-- The plain case ------------------------------------------------------------------------------------------------
-- Functions in plain SQL without settings of their own are written into the statement that calls them.

-- A counter, as it is answered.
create function app.told_counter(
  p_metric app.metric, p_used bigint, p_reserved bigint, p_limit bigint, p_cap app.quota_cap, p_start timestamptz,
  p_end timestamptz
) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'metric', p_metric, 'used', p_used, 'reserved', p_reserved, 'limit', p_limit, 'cap', p_cap,
    'periodStart', p_start, 'periodEnd', p_end)
$$;

-- How the one metric that is asked for stands, and whether who asks may begin so much of it. `may_begin` is true or leaves it
-- to `begin_usage`, which knows why: null, too, and no row at all where no terms hold or there is no counter yet.
-- Precondition: the organization's usage is locked, by a statement before: each sees what was committed before it.
create function app.plain_case(
  p_organization_id uuid, p_user_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_enforce boolean
) returns table (
  may_begin boolean, used bigint, reserved bigint, quota_limit bigint, cap app.quota_cap, period_start timestamptz,
  period_end timestamptz
)
language sql stable as $$
  select
    cardinality(p_metrics) = 1 and cardinality(p_quantities) = 1 and p_quantities[1] between 1 and 1000000000000
      and length(p_key) between 1 and 255
      and (current_setting('role', true) is not distinct from 'foothold_service'
           or not t.read_only and app.current_organization_id() = p_organization_id
              and exists (
                select from app.memberships m
                where m.organization_id = p_organization_id and m.user_id = p_user_id and m.role <> 'viewer'))
      and (not p_enforce or app.has_room(t.quota_limit, t.cap, c.used + c.reserved + p_quantities[1])),
    c.used, c.reserved, t.quota_limit, t.cap, t.period_start, t.period_end
  from app.terms_of(p_organization_id, p_metrics[1]) t
  join app.usage_counters c
    on c.organization_id = p_organization_id and c.metric = t.metric and c.period_start = t.period_start
$$;

-- Keeps room for work that is about to be done, for at most so many seconds. Answers
-- {outcome: reserved | repeated | refused | conflict | read_only, attempt, expiresAt, items: [counters], refused: counter}.
-- A refusal writes nothing, and the key may be tried again.
create or replace function app.reserve_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_ttl_seconds integer,
  p_enforce boolean, p_request_hash text default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_user_id constant uuid := app.current_user_id();
  v record;
begin
  select p.may_begin and p_ttl_seconds between 1 and 86400 as is_plain, p.period_start,
    v_clock + make_interval(secs => p_ttl_seconds) as expires_at,
    jsonb_build_array(app.told_counter(
      p_metrics[1], p.used, p.reserved + p_quantities[1], p.quota_limit, p.cap, p.period_start, p.period_end)) as items
  into v
  from app.plain_case(p_organization_id, v_user_id, p_key, p_metrics, p_quantities, p_enforce) p;
  if v.is_plain then
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, expires_at, answer)
    values
      (p_organization_id, p_key, 'held', p_metrics, p_quantities, array[v.period_start], p_request_hash, v_user_id,
       v.expires_at, v.items)
    on conflict do nothing;
    if found then
      update app.usage_counters c set reserved = c.reserved + p_quantities[1], updated_at = now()
      where c.organization_id = p_organization_id and c.metric = p_metrics[1] and c.period_start = v.period_start;
      return jsonb_build_object('outcome', 'reserved', 'attempt', 1, 'expiresAt', v.expires_at, 'items', v.items);
    end if;
  end if;
  if p_ttl_seconds is null or p_ttl_seconds not between 1 and 86400 then
    raise exception 'a reservation lasts between 1 second and a day' using errcode = 'invalid_parameter_value';
  end if;
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, p_ttl_seconds, p_enforce, p_request_hash, null);
end
$$;

-- Reserves and commits in one, for what is done in the same transaction. Answers as `reserve_usage`, with `taken`.
create or replace function app.take_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_enforce boolean,
  p_request_hash text default null, p_properties jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_user_id constant uuid := app.current_user_id();
  v record;
begin
  select p.may_begin and (p.used + p_quantities[1] >= p.quota_limit / 5 * 4) is not true as is_plain, p.period_start,
    jsonb_build_array(app.told_counter(
      p_metrics[1], p.used + p_quantities[1], p.reserved, p.quota_limit, p.cap, p.period_start, p.period_end)) as items
  into v
  from app.plain_case(p_organization_id, v_user_id, p_key, p_metrics, p_quantities, p_enforce) p;
  if v.is_plain then
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, finished_at, answer)
    values
      (p_organization_id, p_key, 'committed', p_metrics, p_quantities, array[v.period_start], p_request_hash, v_user_id,
       v_clock, v.items)
    on conflict do nothing;
    if found then
      insert into app.usage_events
        (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
      values
        (p_organization_id, p_key || ':' || p_metrics[1], p_metrics[1], v.period_start, p_quantities[1], v_user_id,
         p_properties);
      update app.usage_counters c set used = c.used + p_quantities[1], updated_at = now()
      where c.organization_id = p_organization_id and c.metric = p_metrics[1] and c.period_start = v.period_start;
      return jsonb_build_object('outcome', 'taken', 'attempt', 1, 'expiresAt', null, 'items', v.items);
    end if;
  end if;
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, null, p_enforce, p_request_hash, p_properties);
end
$$;

-- Commits in every case: what `commit_usage` was. Answers as that does.
create function app.commit_any_usage(
  p_organization_id uuid, p_key text, p_attempt integer, p_metrics app.metric[], p_quantities bigint[], p_properties jsonb
) returns jsonb
language plpgsql as $$
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

-- Counts what a reservation was for, or less: `p_metrics` and `p_quantities` name what differs from it, down to zero.
-- Answers {outcome: committed | repeated | gone | unknown, items: [counters]}; `gone` is released or expired.
-- Plain is all of a reservation of one metric, by who names the attempt.
create or replace function app.commit_usage(
  p_organization_id uuid, p_key text, p_attempt integer default null, p_metrics app.metric[] default '{}',
  p_quantities bigint[] default '{}', p_properties jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  r record;
  v record;
begin
  -- Apart from the next one: joined, they are planned as if one reservation had many quotas and counters.
  select u.state, u.expires_at, u.metrics[1] as metric, u.period_starts[1] as period_start, u.quantities[1] as quantity,
    cardinality(u.metrics) as metric_count, u.user_id
  into r
  from app.usage_reservations u
  where u.organization_id = p_organization_id and u.idempotency_key = p_key and u.attempt = p_attempt;
  select
    cardinality(p_metrics) = 0 and cardinality(p_quantities) = 0 and r.metric_count = 1
      and r.state = 'held' and r.expires_at > v_clock
      and (current_setting('role', true) is not distinct from 'foothold_service'
           or app.current_organization_id() = p_organization_id
              and exists (
                select from app.memberships m
                where m.organization_id = p_organization_id and m.user_id = app.current_user_id()))
      and (c.used + r.quantity >= t.quota_limit / 5 * 4) is not true
      as is_plain,
    jsonb_build_array(app.told_counter(
      c.metric, c.used + r.quantity, c.reserved - r.quantity, t.quota_limit, t.cap, c.period_start, c.period_end)) as items
  into v
  from app.terms_of(p_organization_id, r.metric) t
  join app.usage_counters c
    on c.organization_id = p_organization_id and c.metric = r.metric and c.period_start = r.period_start;
  if v.is_plain then
    insert into app.usage_events
      (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
    values
      (p_organization_id, p_key || ':' || r.metric, r.metric, r.period_start, r.quantity, r.user_id, p_properties);
    update app.usage_counters c
    set used = c.used + r.quantity, reserved = c.reserved - r.quantity, updated_at = now()
    where c.organization_id = p_organization_id and c.metric = r.metric and c.period_start = r.period_start;
    update app.usage_reservations u set state = 'committed', finished_at = v_clock, settlement = v.items
    where u.organization_id = p_organization_id and u.idempotency_key = p_key and u.attempt = p_attempt;
    return jsonb_build_object('outcome', 'committed', 'items', v.items);
  end if;
  return app.commit_any_usage(p_organization_id, p_key, p_attempt, p_metrics, p_quantities, p_properties);
end
$$;

-- Who may call what ---------------------------------------------------------------------------------------------

revoke execute on function
  app.lock_usage(uuid), app.terms_of(uuid, app.metric),
  app.plain_case(uuid, uuid, text, app.metric[], bigint[], boolean),
  app.told_counter(app.metric, bigint, bigint, bigint, app.quota_cap, timestamptz, timestamptz),
  app.commit_any_usage(uuid, text, integer, app.metric[], bigint[], jsonb)
  from public;
