-- The same engine with less to set up in each call. What a statement costs here is its tables and expressions more than its
-- rows. So the plain way touches each table once: what is decided about a counter is the condition of its update, and what a
-- commit has to know of its reservation is what ending that returns. Nobody ever read how counters stood after a commit: it
-- is no longer told, nor kept. What else is answered is kept as the text that it is.

drop function
  app.reserve_usage(uuid, text, app.metric[], bigint[], integer, boolean, text),
  app.take_usage(uuid, text, app.metric[], bigint[], boolean, text, jsonb),
  app.commit_any_usage(uuid, text, integer, app.metric[], bigint[], jsonb),
  app.plain_case(uuid, uuid, text, app.metric[], bigint[], boolean),
  app.told_counter(app.metric, bigint, bigint, bigint, app.quota_cap, timestamptz, timestamptz);

alter table app.usage_reservations
  drop column settlement,
  alter column answer type json;

-- The plain case ------------------------------------------------------------------------------------------------
-- Functions in plain SQL without settings of their own are written into the statement that calls them.

-- The quota of the one metric that is asked for, where it is known and who asks may begin so much. No row leaves it to
-- `begin_usage`, which knows why.
-- Precondition: the organization's usage is locked, by a statement before: each sees what was committed before it.
create function app.plain_terms(
  p_organization_id uuid, p_user_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[]
) returns setof app.usage_terms
language sql stable as $$
  select t.*
  from app.terms_of(p_organization_id, p_metrics[1]) t
  where cardinality(p_metrics) = 1 and cardinality(p_quantities) = 1 and p_quantities[1] between 1 and 1000000000000
    and length(p_key) between 1 and 255
    and (current_setting('role', true) is not distinct from 'foothold_service'
         or not t.read_only and app.current_organization_id() = p_organization_id
            and exists (
              select from app.memberships m
              where m.organization_id = p_organization_id and m.user_id = p_user_id and m.role <> 'viewer'))
$$;

-- The one counter of the plain case, as it is answered.
create function app.told_items(
  p_metric app.metric, p_used bigint, p_reserved bigint, p_limit bigint, p_cap app.quota_cap, p_start timestamptz,
  p_end timestamptz
) returns json
language sql stable as $$
  select json_build_array(json_build_object(
    'metric', p_metric, 'used', p_used, 'reserved', p_reserved, 'limit', p_limit, 'cap', p_cap,
    'periodStart', p_start, 'periodEnd', p_end))
$$;

-- Keeps room for work that is about to be done, for at most so many seconds. Answers
-- {outcome: reserved | repeated | refused | conflict | read_only, attempt, expiresAt, items: [counters], refused: counter}.
-- A refusal writes nothing, and the key may be tried again.
create function app.reserve_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_ttl_seconds integer,
  p_enforce boolean, p_request_hash text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_user_id constant uuid := app.current_user_id();
  v_expires_at timestamptz;
  v_items json;
  t record;
  v record;
begin
  select q.quota_limit, q.cap, q.period_start, q.period_end into t
  from app.plain_terms(p_organization_id, v_user_id, p_key, p_metrics, p_quantities) q
  where p_ttl_seconds between 1 and 86400;
  update app.usage_counters c set reserved = c.reserved + p_quantities[1], updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metrics[1] and c.period_start = t.period_start
    and (not p_enforce or app.has_room(t.quota_limit, t.cap, c.used + c.reserved + p_quantities[1]))
  returning c.used, c.reserved into v;
  if found then
    v_expires_at := v_clock + make_interval(secs => p_ttl_seconds);
    v_items := app.told_items(
      p_metrics[1], v.used, v.reserved, t.quota_limit, t.cap, t.period_start, t.period_end);
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, expires_at, answer)
    values
      (p_organization_id, p_key, 'held', p_metrics, p_quantities, array[t.period_start], p_request_hash, v_user_id,
       v_expires_at, v_items)
    on conflict do nothing;
    if found then
      return json_build_object('outcome', 'reserved', 'attempt', 1, 'expiresAt', v_expires_at, 'items', v_items);
    end if;
    -- The key is known. To find that out here costs least where it is not.
    update app.usage_counters c set reserved = c.reserved - p_quantities[1]
    where c.organization_id = p_organization_id and c.metric = p_metrics[1] and c.period_start = t.period_start;
  end if;
  if p_ttl_seconds is null or p_ttl_seconds not between 1 and 86400 then
    raise exception 'a reservation lasts between 1 second and a day' using errcode = 'invalid_parameter_value';
  end if;
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, p_ttl_seconds, p_enforce, p_request_hash, null);
end
$$;

-- Reserves and commits in one, for what is done in the same transaction. Answers as `reserve_usage`, with `taken`.
-- Plain is what leaves it below the first alert.
create function app.take_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_enforce boolean,
  p_request_hash text default null, p_properties jsonb default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_user_id constant uuid := app.current_user_id();
  v_items json;
  t record;
  v record;
begin
  select q.quota_limit, q.cap, q.period_start, q.period_end into t
  from app.plain_terms(p_organization_id, v_user_id, p_key, p_metrics, p_quantities) q;
  update app.usage_counters c set used = c.used + p_quantities[1], updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metrics[1] and c.period_start = t.period_start
    and (not p_enforce or app.has_room(t.quota_limit, t.cap, c.used + c.reserved + p_quantities[1]))
    and (c.used + p_quantities[1] >= t.quota_limit / 5 * 4) is not true
  returning c.used, c.reserved into v;
  if found then
    v_items := app.told_items(
      p_metrics[1], v.used, v.reserved, t.quota_limit, t.cap, t.period_start, t.period_end);
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, finished_at, answer)
    values
      (p_organization_id, p_key, 'committed', p_metrics, p_quantities, array[t.period_start], p_request_hash, v_user_id,
       v_clock, v_items)
    on conflict do nothing;
    if found then
      insert into app.usage_events
        (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
      values
        (p_organization_id, p_key || ':' || p_metrics[1], p_metrics[1], t.period_start, p_quantities[1], v_user_id,
         p_properties);
      return json_build_object('outcome', 'taken', 'attempt', 1, 'expiresAt', null, 'items', v_items);
    end if;
    -- As when reserving.
    update app.usage_counters c set used = c.used - p_quantities[1]
    where c.organization_id = p_organization_id and c.metric = p_metrics[1] and c.period_start = t.period_start;
  end if;
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, null, p_enforce, p_request_hash, p_properties);
end
$$;

-- Counts a reservation that was just marked as committed, in every case: of some metrics less than was reserved, and what is
-- to be billed or alerted about. Whatever is wrong fails, and takes the mark back.
create function app.count_reservation(
  p_reservation app.usage_reservations, p_metrics app.metric[], p_quantities bigint[], p_properties jsonb
) returns void
language plpgsql as $$
declare
  v_organization_id constant uuid := p_reservation.organization_id;
  v_overages bigint[];
  v record;
begin
  perform app.require_member(v_organization_id);
  -- In the period in which it was reserved, though another one may have begun, and under the quota that holds now.
  for i in 1..100 loop
    select
      array_agg(t.actual) as quantities,
      bool_and(t.actual between 0 and t.quantity) as is_valid,
      bool_or(t.used + t.actual >= t.quota_limit / 5 * 4) as is_high
    into v
    from (
      select q.quota_limit, c.used,
        p_reservation.quantities[array_position(p_reservation.metrics, q.metric)] as quantity,
        coalesce(
          p_quantities[array_position(p_metrics, q.metric)],
          p_reservation.quantities[array_position(p_reservation.metrics, q.metric)]) as actual
      from app.terms_of(v_organization_id, p_reservation.metrics) q
      join app.usage_counters c on c.organization_id = v_organization_id and c.metric = q.metric
        and c.period_start = p_reservation.period_starts[array_position(p_reservation.metrics, q.metric)]
      order by q.metric
    ) t;
    exit when cardinality(v.quantities) = cardinality(p_reservation.metrics);
    perform app.reckon_terms(v_organization_id, p_reservation.metrics);
  end loop;
  if cardinality(v.quantities) is distinct from cardinality(p_reservation.metrics) then
    raise exception 'the plan changes faster than it can be read' using errcode = 'serialization_failure';
  end if;
  if v.is_valid is not true or cardinality(p_metrics) <> cardinality(p_quantities)
     or not p_metrics <@ p_reservation.metrics then
    raise exception 'only what was reserved can be committed' using errcode = 'invalid_parameter_value';
  end if;

  v_overages := array_fill(0::bigint, array[cardinality(v.quantities)]);
  if v.is_high then
    v_overages := app.overages_of(
      v_organization_id, p_reservation.metrics, p_reservation.period_starts, v.quantities);
  end if;
  perform app.count_usage(
    v_organization_id, p_reservation.idempotency_key, p_reservation.user_id, p_properties, p_reservation.metrics,
    p_reservation.period_starts, v.quantities, p_reservation.quantities, v_overages);
  if v.is_high then
    perform app.note_alerts(v_organization_id, p_reservation.metrics, p_reservation.period_starts);
  end if;
end
$$;

-- Why a reservation could not be committed, as `commit_usage` answers it. One whose time is over ends here.
create function app.not_committed(p_organization_id uuid, p_key text, p_attempt integer) returns jsonb
language plpgsql as $$
declare
  v_reservation app.usage_reservations;
begin
  perform app.require_member(p_organization_id);
  v_reservation := app.find_reservation(p_organization_id, p_key, p_attempt);
  if v_reservation.state is null then return jsonb_build_object('outcome', 'unknown'); end if;
  if v_reservation.state = 'committed' then return jsonb_build_object('outcome', 'repeated'); end if;
  if v_reservation.state = 'held' then
    perform app.end_reservation(v_reservation, 'expired');
    v_reservation.state := 'expired';
  end if;
  return jsonb_build_object('outcome', 'gone', 'state', v_reservation.state);
end
$$;

-- Counts what a reservation was for, or less: `p_metrics` and `p_quantities` name what differs from it, down to zero.
-- Without an attempt it is the last one. Answers {outcome: committed | repeated | gone | unknown, state}; `gone` is released
-- or expired.
-- Plain is all of a reservation of one metric that stays below the first alert.
create or replace function app.commit_usage(
  p_organization_id uuid, p_key text, p_attempt integer default null, p_metrics app.metric[] default '{}',
  p_quantities bigint[] default '{}', p_properties jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_attempt constant integer := coalesce(
    p_attempt, (app.find_reservation(p_organization_id, p_key, null)).attempt);
  r record;
begin
  -- Marked before anything is known, so that it is looked for once: whoever may not, fails below and has marked nothing.
  update app.usage_reservations u set state = 'committed', finished_at = v_clock
  where u.organization_id = p_organization_id and u.idempotency_key = p_key and u.attempt = v_attempt
    and u.state = 'held' and u.expires_at > v_clock
  returning u.metrics[1] as metric, u.quantities[1] as quantity, u.period_starts[1] as period_start, u.user_id,
    cardinality(u.metrics) as metric_count
  into r;
  if not found then return app.not_committed(p_organization_id, p_key, v_attempt); end if;

  update app.usage_counters c
  set used = c.used + r.quantity, reserved = c.reserved - r.quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = r.metric and c.period_start = r.period_start
    -- Null where it is not plain, and nothing is less than that.
    and c.used + r.quantity < (
      select coalesce(q.quota_limit / 5 * 4, 9223372036854775807)
      from app.terms_of(p_organization_id, r.metric) q
      where r.metric_count = 1 and cardinality(p_metrics) = 0 and cardinality(p_quantities) = 0
        and (current_setting('role', true) is not distinct from 'foothold_service'
             or app.current_organization_id() = p_organization_id
                and exists (
                  select from app.memberships m
                  where m.organization_id = p_organization_id and m.user_id = app.current_user_id())));
  if found then
    insert into app.usage_events
      (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
    values
      (p_organization_id, p_key || ':' || r.metric, r.metric, r.period_start, r.quantity, r.user_id, p_properties);
    return jsonb_build_object('outcome', 'committed');
  end if;
  perform app.count_reservation(
    app.find_reservation(p_organization_id, p_key, v_attempt), p_metrics, p_quantities, p_properties);
  return jsonb_build_object('outcome', 'committed');
end
$$;

-- Who may call what ---------------------------------------------------------------------------------------------

revoke execute on function
  app.plain_terms(uuid, uuid, text, app.metric[], bigint[]),
  app.told_items(app.metric, bigint, bigint, bigint, app.quota_cap, timestamptz, timestamptz),
  app.reserve_usage(uuid, text, app.metric[], bigint[], integer, boolean, text),
  app.take_usage(uuid, text, app.metric[], bigint[], boolean, text, jsonb),
  app.count_reservation(app.usage_reservations, app.metric[], bigint[], jsonb),
  app.not_committed(uuid, text, integer)
  from public;
grant execute on function
  app.reserve_usage(uuid, text, app.metric[], bigint[], integer, boolean, text),
  app.take_usage(uuid, text, app.metric[], bigint[], boolean, text, jsonb)
  to authenticated, foothold_service, foothold_app;
