-- The same engine, looking less up in each call. What every answer about a quota has in common is written when the quota is
-- reckoned. Who began something may end it, without being looked for among the members once more: they were let begin, and what
-- they did meanwhile is to be counted. And no constraint holds events to a quantity any more, which PostgreSQL reads anew from its
-- text for each statement; an event of nothing counts nothing, and no function writes one.

alter table app.usage_events drop constraint usage_events_quantity_check;

-- Reckoned anew where they are asked for next.
delete from app.usage_terms;
alter table app.usage_terms add column told text not null;

create or replace function app.reckon_terms(p_organization_id uuid, p_metrics app.metric[]) returns void
language plpgsql set search_path = '' as $$
declare
  v_count integer;
begin
  insert into app.usage_terms
    (organization_id, metric, quota_limit, cap, period_start, period_end, month_start, read_only,
     organization_version, catalogue_version, told, valid_until)
  select o.id, q.metric, q.quota_limit, q.cap, q.period_start, q.period_end, q.month_start, app.is_read_only(o.id),
    o.entitlements_version, v.version,
    format(
      '"limit":%s,"cap":"%s","periodStart":%s,"periodEnd":%s', coalesce(q.quota_limit::text, 'null'), q.cap,
      to_json(q.period_start), coalesce(to_json(q.period_end)::text, 'null')),
    least(
      coalesce(q.period_end, 'infinity'),
      coalesce((
        select m.period_end from app.plan_in_force(o.id) f cross join lateral app.period_of('month', f.anchor, now()) m
        where q.month_start is not null), 'infinity'),
      coalesce((
        select min(s.past_due_since + interval '7 days') from app.subscriptions s
        where s.organization_id = o.id and s.status = 'past_due' and s.past_due_since + interval '7 days' > now()),
        'infinity'),
      coalesce((
        select min(t.moment) from app.plan_grants r
        cross join lateral unnest(array[r.starts_at, r.ends_at]) as t (moment)
        where r.organization_id = o.id and t.moment > now()), 'infinity'),
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
    told = excluded.told, valid_until = excluded.valid_until;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_metrics) then
    raise exception 'the catalogue has no limit for one of %, or it is named twice', p_metrics
      using errcode = 'no_data_found';
  end if;
end
$$;

drop function
  app.plain_terms(uuid, jsonb, text, app.metric, bigint),
  app.told_items(app.metric, bigint, bigint, bigint, app.quota_cap, timestamptz, timestamptz);

-- Who calls for this organization, as the gateway says; null for everybody else, service work among them.
create function app.caller_in(p_organization_id uuid, p_claims jsonb) returns uuid
language sql immutable as $$
  select case when (p_claims ->> 'organization_id')::uuid = p_organization_id then (p_claims ->> 'sub')::uuid end
$$;

-- The quota of the one metric that is asked for, where it is known and who asks may begin so much. No row leaves it to
-- `begin_usage`, which knows why. In plain SQL without settings of its own, so that it is written into the statement that asks.
-- Precondition: the organization's usage is locked, by a statement before: each sees what was committed before it.
create function app.plain_terms(
  p_organization_id uuid, p_user_id uuid, p_key text, p_metric app.metric, p_quantity bigint
) returns setof app.usage_terms
language sql stable as $$
  select t.*
  from app.terms_of(p_organization_id, p_metric) t
  where p_quantity between 1 and 1000000000000 and length(p_key) between 1 and 255 and not t.read_only
    and exists (
      select from app.memberships m
      where m.organization_id = p_organization_id and m.user_id = p_user_id and m.role <> 'viewer')
$$;

-- The one counter of the plain case, as it is answered. `p_told` is what its terms say of it.
create function app.told_items(p_metric app.metric, p_used bigint, p_reserved bigint, p_told text) returns text
language sql stable as $$
  select '[{"metric":"' || p_metric || '","used":' || p_used || ',"reserved":' || p_reserved || ',' || p_told || '}]'
$$;

-- `reserve_usage` for one metric.
-- Plain is what is asked for nearly always: a quota that is known, who may, a counter that is there, room, and a new key. All else
-- is left to `begin_usage`, which decides every case under the same lock. Of the counter is decided in the condition of its update.
create or replace function app.reserve_one(
  p_organization_id uuid, p_key text, p_metric app.metric, p_quantity bigint, p_ttl_seconds integer, p_enforce boolean,
  p_request_hash text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_claims constant jsonb := app.current_claims();
  v_user_id constant uuid := app.caller_in(p_organization_id, v_claims);
  v_expires_at constant timestamptz := v_clock + make_interval(secs => p_ttl_seconds);
  v_items text;
  t record;
  v record;
begin
  select q.period_start, q.ceiling, q.told, q.organization_version, q.catalogue_version,
    case when q.valid_until > v_expires_at then q.alerts_from end as alerts_from
  into t
  from app.plain_terms(p_organization_id, v_user_id, p_key, p_metric, p_quantity) q
  where p_ttl_seconds between 1 and 86400;
  update app.usage_counters c set reserved = c.reserved + p_quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start
    and (c.used + c.reserved + p_quantity <= t.ceiling or not p_enforce)
  returning c.used, c.reserved into v;
  if found then
    v_items := app.told_items(p_metric, v.used, v.reserved, t.told);
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, expires_at, answer,
       alerts_from, organization_version, catalogue_version)
    values
      (p_organization_id, p_key, 'held', array[p_metric], array[p_quantity], array[t.period_start], p_request_hash, v_user_id,
       v_expires_at, v_items::json, t.alerts_from, t.organization_version, t.catalogue_version)
    on conflict do nothing;
    if found then
      return '{"outcome":"reserved","attempt":1,"expiresAt":' || to_json(v_expires_at) || ',"items":' || v_items || '}';
    end if;
    -- The key is known. To find that out here costs least where it is not.
    update app.usage_counters c set reserved = c.reserved - p_quantity
    where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start;
  end if;
  return app.reserve_usage(
    p_organization_id, p_key, array[p_metric], array[p_quantity], p_ttl_seconds, p_enforce, p_request_hash);
end
$$;

-- `take_usage` for one metric. Plain as when reserving, and below the first alert.
create or replace function app.take_one(
  p_organization_id uuid, p_key text, p_metric app.metric, p_quantity bigint, p_enforce boolean,
  p_request_hash text default null, p_properties jsonb default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_claims constant jsonb := app.current_claims();
  v_user_id constant uuid := app.caller_in(p_organization_id, v_claims);
  v_items text;
  t record;
  v record;
begin
  select q.period_start, q.ceiling, q.told, q.alerts_from into t
  from app.plain_terms(p_organization_id, v_user_id, p_key, p_metric, p_quantity) q;
  update app.usage_counters c set used = c.used + p_quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start
    and (c.used + c.reserved + p_quantity <= t.ceiling or not p_enforce)
    and c.used + p_quantity < t.alerts_from
  returning c.used, c.reserved into v;
  if found then
    v_items := app.told_items(p_metric, v.used, v.reserved, t.told);
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, finished_at, answer)
    values
      (p_organization_id, p_key, 'committed', array[p_metric], array[p_quantity], array[t.period_start], p_request_hash,
       v_user_id, v_clock, v_items::json)
    on conflict do nothing;
    if found then
      insert into app.usage_events
        (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
      values
        (p_organization_id, p_key || ':' || p_metric, p_metric, t.period_start, p_quantity, v_user_id, p_properties);
      return '{"outcome":"taken","attempt":1,"expiresAt":null,"items":' || v_items || '}';
    end if;
    -- As when reserving.
    update app.usage_counters c set used = c.used - p_quantity
    where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start;
  end if;
  return app.take_usage(
    p_organization_id, p_key, array[p_metric], array[p_quantity], p_enforce, p_request_hash, p_properties);
end
$$;

-- As before. Plain is all of a reservation of one's own whose quota is still the one that it was made under, below the first alert.
create or replace function app.commit_usage(
  p_organization_id uuid, p_key text, p_attempt integer default null, p_metrics app.metric[] default '{}',
  p_quantities bigint[] default '{}', p_properties jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_claims constant jsonb := app.current_claims();
  v_attempt integer := p_attempt;
  r record;
begin
  if v_attempt is null then v_attempt := (app.find_reservation(p_organization_id, p_key, null)).attempt; end if;
  -- Marked before anything is known, so that it is looked for once: whoever may not, fails below and has marked nothing.
  update app.usage_reservations u set state = 'committed', finished_at = v_clock
  where u.organization_id = p_organization_id and u.idempotency_key = p_key and u.attempt = v_attempt
    and u.state = 'held' and u.expires_at > v_clock
  returning u.metrics[1] as metric, u.quantities[1] as quantity, u.period_starts[1] as period_start, u.user_id,
    u.alerts_from, u.organization_version, u.catalogue_version
  into r;
  if not found then return app.not_committed(p_organization_id, p_key, v_attempt); end if;

  update app.usage_counters c
  set used = c.used + r.quantity, reserved = c.reserved - r.quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = r.metric and c.period_start = r.period_start
    and c.used + r.quantity < r.alerts_from
    and r.organization_version = (
      select o.entitlements_version from app.organizations o where o.id = p_organization_id)
    and r.catalogue_version = (select k.version from app.catalogue_versions k)
    and p_metrics = '{}' and p_quantities = '{}'
    and r.user_id = app.caller_in(p_organization_id, v_claims);
  if found then
    insert into app.usage_events
      (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
    values
      (p_organization_id, p_key || ':' || r.metric, r.metric, r.period_start, r.quantity, r.user_id, p_properties);
    return '{"outcome":"committed"}';
  end if;
  perform app.count_reservation(
    app.find_reservation(p_organization_id, p_key, v_attempt), p_metrics, p_quantities, p_properties);
  return '{"outcome":"committed"}';
end
$$;

-- Ends of all kinds ---------------------------------------------------------------------------------------------

-- Whoever began it may end it, also when they have left meanwhile; everybody else has to be a member.
-- @throws insufficient_privilege
create function app.require_ender(p_organization_id uuid, p_begun_by uuid) returns void
language plpgsql stable as $$
begin
  if p_begun_by = app.caller_in(p_organization_id, app.current_claims()) then return; end if;
  perform app.require_member(p_organization_id);
end
$$;

-- As before, but for who may.
create or replace function app.count_reservation(
  p_reservation app.usage_reservations, p_metrics app.metric[], p_quantities bigint[], p_properties jsonb
) returns void
language plpgsql as $$
declare
  v_organization_id constant uuid := p_reservation.organization_id;
  v_overages bigint[];
  v record;
begin
  perform app.require_ender(v_organization_id, p_reservation.user_id);
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

-- As before, but for who may.
create or replace function app.not_committed(p_organization_id uuid, p_key text, p_attempt integer) returns jsonb
language plpgsql as $$
declare
  v_reservation constant app.usage_reservations := app.find_reservation(p_organization_id, p_key, p_attempt);
begin
  perform app.require_ender(p_organization_id, v_reservation.user_id);
  if v_reservation.state is null then return jsonb_build_object('outcome', 'unknown'); end if;
  if v_reservation.state = 'committed' then return jsonb_build_object('outcome', 'repeated'); end if;
  if v_reservation.state = 'held' then
    perform app.end_reservation(v_reservation, 'expired');
    return jsonb_build_object('outcome', 'gone', 'state', 'expired');
  end if;
  return jsonb_build_object('outcome', 'gone', 'state', v_reservation.state);
end
$$;

-- As before, but for who may.
create or replace function app.release_usage(p_organization_id uuid, p_key text, p_attempt integer default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_reservation constant app.usage_reservations := app.find_reservation(p_organization_id, p_key, p_attempt);
begin
  perform app.require_ender(p_organization_id, v_reservation.user_id);
  if v_reservation.state is null then return jsonb_build_object('outcome', 'unknown'); end if;
  if v_reservation.state = 'committed' then return jsonb_build_object('outcome', 'committed'); end if;
  if v_reservation.state <> 'held' then return jsonb_build_object('outcome', 'repeated'); end if;
  perform app.end_reservation(
    v_reservation,
    case when v_reservation.expires_at <= v_clock then 'expired' else 'released' end::app.usage_reservation_state);
  return jsonb_build_object('outcome', 'released');
end
$$;

-- Who may call what ---------------------------------------------------------------------------------------------

revoke execute on function
  app.caller_in(uuid, jsonb),
  app.require_ender(uuid, uuid),
  app.plain_terms(uuid, uuid, text, app.metric, bigint),
  app.told_items(app.metric, bigint, bigint, text)
  from public;
