-- A shorter way for events that were sent to us, as there is one for what the product counts itself: all of them in the present
-- period of a metric whose quota is known, and far from its limit. Then none needs a decision of its own, and which of them are
-- known already is found out by writing them, as a bare insert would. Whatever is not plain is left to the function that
-- decides every case, under the same lock.

-- Counts these events, or answers null and has written nothing: then they are not plain. Answers as `ingest_usage_events`.
-- Repeats are reckoned as if they were counted when it is asked whether there is room: that only leaves more to the other way.
-- Precondition: the organization's usage is locked, and who asks may begin some.
create function app.ingest_plain_events(
  p_organization_id uuid, p_keys text[], p_metrics app.metric[], p_quantities bigint[], p_occurred_at timestamptz[],
  p_properties text[], p_hashes text[], p_enforce boolean
) returns text[]
language plpgsql set search_path = '' as $$
declare
  v_user_id constant uuid := app.current_user_id();
  v_metrics app.metric[];
  v_is_plain boolean;
  v_written text[];
begin
  select array_agg(s.metric), bool_and(coalesce(
    s.first_at >= t.period_start and s.last_at < t.period_end
      and s.first_at >= now() - interval '35 days' and s.last_at <= now() + interval '5 minutes'
      and (t.quota_limit is null
           or c.used + s.quantity < t.quota_limit / 5 * 4
              and (not p_enforce or c.used + c.reserved + s.quantity <= t.quota_limit)), false))
  into v_metrics, v_is_plain
  from (
    select e.metric, sum(e.quantity) as quantity, min(e.occurred_at) as first_at, max(e.occurred_at) as last_at
    from unnest(p_metrics, p_quantities, p_occurred_at) as e (metric, quantity, occurred_at)
    group by e.metric
  ) s
  left join app.terms_of(p_organization_id, p_metrics) t on t.metric = s.metric
  left join app.usage_counters c
    on c.organization_id = p_organization_id and c.metric = s.metric and c.period_start = t.period_start;
  if v_is_plain is not true then return null; end if;

  with written as (
    insert into app.usage_events
      (organization_id, idempotency_key, metric, period_start, quantity, user_id, occurred_at, properties, request_hash)
    select p_organization_id, 'ingest:' || e.key, e.metric, t.period_start, e.quantity, v_user_id, e.occurred_at,
      e.properties::jsonb, e.hash
    from unnest(p_keys, p_metrics, p_quantities, p_occurred_at, p_properties, p_hashes) with ordinality
      as e (key, metric, quantity, occurred_at, properties, hash, i)
    join app.terms_of(p_organization_id, v_metrics) t on t.metric = e.metric
    -- The first of a key is the one that counts.
    order by e.i
    on conflict do nothing
    returning idempotency_key, metric, period_start, quantity
  ), counted as (
    update app.usage_counters c set used = c.used + s.quantity, updated_at = now()
    from (
      select w.metric, w.period_start, sum(w.quantity)::bigint as quantity from written w group by w.metric, w.period_start
    ) s
    where c.organization_id = p_organization_id and c.metric = s.metric and c.period_start = s.period_start
  )
  select array_agg(w.idempotency_key) into v_written from written w;
  if cardinality(v_written) = cardinality(p_keys) then
    return array_fill('accepted'::text, array[cardinality(p_keys)]);
  end if;
  return (
    select array_agg(
      case
        when e.nth = 1 and w.key is not null then 'accepted'
        when e.hash is not distinct from k.request_hash then 'duplicate'
        else 'conflict'
      end order by e.i)
    from (
      select 'ingest:' || g.key as key, g.hash, g.i, row_number() over (partition by g.key order by g.i) as nth
      from unnest(p_keys, p_hashes) with ordinality as g (key, hash, i)
    ) e
    left join unnest(v_written) as w (key) on w.key = e.key
    join app.usage_events k on k.organization_id = p_organization_id and k.idempotency_key = e.key);
end
$$;
revoke execute on function
  app.ingest_plain_events(uuid, text[], app.metric[], bigint[], timestamptz[], text[], text[], boolean) from public;

-- Counts events that happened elsewhere; the arrays belong together by position, and keys are a name space of their own.
-- Answers for each event, by position: accepted | duplicate | conflict (the key stands for another event) | over_quota |
-- out_of_window (older than 35 days or more than 5 minutes ahead, which no meter would take) | not_sent (the metric is
-- counted by the product itself) | read_only. One pass over the arrays, one insert, one update per counter.
-- What occurred in a trial that is over by now is held to the trial's limits, and never billed.
create or replace function app.ingest_usage_events(
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
  v_outcomes := app.ingest_plain_events(
    p_organization_id, p_keys, p_metrics, p_quantities, p_occurred_at, p_properties, p_hashes, p_enforce);
  if v_outcomes is not null then return v_outcomes; end if;
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
  -- So that the next ones can be plain.
  v_metrics := array(select q.metric from unnest(v_quotas) as q);
  if (select count(*) from app.terms_of(p_organization_id, v_metrics)) < cardinality(v_metrics) then
    perform app.reckon_terms(p_organization_id, v_metrics);
  end if;

  return array(select coalesce(o.outcome, 'accepted') from unnest(v_outcomes) with ordinality as o (outcome, i) order by o.i);
end
$$;
