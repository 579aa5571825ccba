-- The plain way of counting, for operations of one metric alone: in functions of their own, whose arguments are neither taken
-- apart nor put together again. What a commit has to know of the quota it is told by the reservation, as long as it is the same,
-- and a JSON document is written as one text: to make it of its parts cost a third of what a row does.

-- Kept beside the quota rather than made of it in each call: up to where there is room, and from where on more is to be known than
-- that there is.
alter table app.usage_terms
  add column ceiling bigint generated always as (
    case
      when quota_limit is null or cap = 'overage' then 9223372036854775807
      when cap = 'soft' then quota_limit + quota_limit / 5
      else quota_limit
    end) stored,
  add column alerts_from bigint generated always as (
    case when quota_limit is null then 9223372036854775807 else quota_limit / 5 * 4 end) stored;

-- Of a reservation of one metric whose quota holds until it ends: from where on the commit is more than plain, and what must not
-- have changed meanwhile. Null where the commit has to look for itself.
alter table app.usage_reservations
  add column alerts_from bigint,
  add column organization_version bigint,
  add column catalogue_version bigint;

drop function
  app.plain_terms(uuid, uuid, text, app.metric[], bigint[]),
  app.told_items(app.metric, bigint, bigint, bigint, app.quota_cap, timestamptz, timestamptz);

-- Who calls, as the gateway says.
create function app.current_claims() returns jsonb
language sql stable as $$
  select nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb
$$;

-- The quota of the one metric that is asked for, where it is known and who asks may begin so much. No row leaves it to
-- `begin_usage`, which knows why. In plain SQL without settings of its own, so that it is written into the statement that asks.
-- Precondition: the organization's usage is locked, by a statement before: each sees what was committed before it.
create function app.plain_terms(
  p_organization_id uuid, p_claims jsonb, p_key text, p_metric app.metric, p_quantity bigint
) returns setof app.usage_terms
language sql stable as $$
  select t.*
  from app.terms_of(p_organization_id, p_metric) t
  where p_quantity between 1 and 1000000000000 and length(p_key) between 1 and 255
    and (not t.read_only and (p_claims ->> 'organization_id')::uuid = p_organization_id
           and exists (
             select from app.memberships m
             where m.organization_id = p_organization_id and m.user_id = (p_claims ->> 'sub')::uuid and m.role <> 'viewer')
         or current_setting('role', true) is not distinct from 'foothold_service')
$$;

-- The one counter of the plain case, as it is answered.
create function app.told_items(
  p_metric app.metric, p_used bigint, p_reserved bigint, p_limit bigint, p_cap app.quota_cap, p_start timestamptz,
  p_end timestamptz
) returns json
language sql stable as $$
  select format(
    '[{"metric":"%s","used":%s,"reserved":%s,"limit":%s,"cap":"%s","periodStart":%s,"periodEnd":%s}]',
    p_metric, p_used, p_reserved, coalesce(p_limit::text, 'null'), p_cap, to_json(p_start),
    coalesce(to_json(p_end)::text, 'null'))::json
$$;

-- `reserve_usage` for one metric.
-- Plain is what is asked for nearly always: a quota that is known, who may, a counter that is there, room, and a new key. All else
-- is left to `begin_usage`, which decides every case under the same lock. Of the counter is decided in the condition of its update.
create function app.reserve_one(
  p_organization_id uuid, p_key text, p_metric app.metric, p_quantity bigint, p_ttl_seconds integer, p_enforce boolean,
  p_request_hash text default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_claims constant jsonb := app.current_claims();
  v_user_id constant uuid := v_claims ->> 'sub';
  v_expires_at constant timestamptz := v_clock + make_interval(secs => p_ttl_seconds);
  v_items json;
  t record;
  v record;
begin
  select q.quota_limit, q.cap, q.period_start, q.period_end, q.ceiling, q.organization_version, q.catalogue_version,
    case when q.valid_until > v_expires_at then q.alerts_from end as alerts_from
  into t
  from app.plain_terms(p_organization_id, v_claims, p_key, p_metric, p_quantity) q
  where p_ttl_seconds between 1 and 86400;
  update app.usage_counters c set reserved = c.reserved + p_quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start
    and (c.used + c.reserved + p_quantity <= t.ceiling or not p_enforce)
  returning c.used, c.reserved into v;
  if found then
    v_items := app.told_items(p_metric, v.used, v.reserved, t.quota_limit, t.cap, t.period_start, t.period_end);
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, expires_at, answer,
       alerts_from, organization_version, catalogue_version)
    values
      (p_organization_id, p_key, 'held', array[p_metric], array[p_quantity], array[t.period_start], p_request_hash, v_user_id,
       v_expires_at, v_items, t.alerts_from, t.organization_version, t.catalogue_version)
    on conflict do nothing;
    if found then
      return format(
        '{"outcome":"reserved","attempt":1,"expiresAt":%s,"items":%s}', to_json(v_expires_at), v_items);
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
create function app.take_one(
  p_organization_id uuid, p_key text, p_metric app.metric, p_quantity bigint, p_enforce boolean,
  p_request_hash text default null, p_properties jsonb default null
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_clock constant timestamptz := app.lock_usage(p_organization_id);
  v_claims constant jsonb := app.current_claims();
  v_user_id constant uuid := v_claims ->> 'sub';
  v_items json;
  t record;
  v record;
begin
  select q.quota_limit, q.cap, q.period_start, q.period_end, q.ceiling, q.alerts_from into t
  from app.plain_terms(p_organization_id, v_claims, p_key, p_metric, p_quantity) q;
  update app.usage_counters c set used = c.used + p_quantity, updated_at = now()
  where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start
    and (c.used + c.reserved + p_quantity <= t.ceiling or not p_enforce)
    and c.used + p_quantity < t.alerts_from
  returning c.used, c.reserved into v;
  if found then
    v_items := app.told_items(p_metric, v.used, v.reserved, t.quota_limit, t.cap, t.period_start, t.period_end);
    insert into app.usage_reservations
      (organization_id, idempotency_key, state, metrics, quantities, period_starts, request_hash, user_id, finished_at, answer)
    values
      (p_organization_id, p_key, 'committed', array[p_metric], array[p_quantity], array[t.period_start], p_request_hash,
       v_user_id, v_clock, v_items)
    on conflict do nothing;
    if found then
      insert into app.usage_events
        (organization_id, idempotency_key, metric, period_start, quantity, user_id, properties)
      values
        (p_organization_id, p_key || ':' || p_metric, p_metric, t.period_start, p_quantity, v_user_id, p_properties);
      return format('{"outcome":"taken","attempt":1,"expiresAt":null,"items":%s}', v_items);
    end if;
    -- As when reserving.
    update app.usage_counters c set used = c.used - p_quantity
    where c.organization_id = p_organization_id and c.metric = p_metric and c.period_start = t.period_start;
  end if;
  return app.take_usage(
    p_organization_id, p_key, array[p_metric], array[p_quantity], p_enforce, p_request_hash, p_properties);
end
$$;

-- Keeps room for work that is about to be done, for at most so many seconds. Answers
-- {outcome: reserved | repeated | refused | conflict | read_only, attempt, expiresAt, items: [counters], refused: counter}.
-- A refusal writes nothing, and the key may be tried again.
create or replace function app.reserve_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_ttl_seconds integer,
  p_enforce boolean, p_request_hash text default null
) returns json
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
create or replace function app.take_usage(
  p_organization_id uuid, p_key text, p_metrics app.metric[], p_quantities bigint[], p_enforce boolean,
  p_request_hash text default null, p_properties jsonb default null
) returns json
language plpgsql security definer set search_path = '' as $$
begin
  return app.begin_usage(
    p_organization_id, p_key, p_metrics, p_quantities, null, p_enforce, p_request_hash, p_properties);
end
$$;

-- As before. Plain is all of a reservation whose quota is still the one that it was made under, below the first alert.
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
    and ((v_claims ->> 'organization_id')::uuid = p_organization_id
           and exists (
             select from app.memberships m
             where m.organization_id = p_organization_id and m.user_id = (v_claims ->> 'sub')::uuid)
         or current_setting('role', true) is not distinct from 'foothold_service');
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

-- Who may call what ---------------------------------------------------------------------------------------------

revoke execute on function
  app.current_claims(),
  app.plain_terms(uuid, jsonb, text, app.metric, bigint),
  app.told_items(app.metric, bigint, bigint, bigint, app.quota_cap, timestamptz, timestamptz),
  app.reserve_one(uuid, text, app.metric, bigint, integer, boolean, text),
  app.take_one(uuid, text, app.metric, bigint, boolean, text, jsonb)
  from public;
grant execute on function
  app.reserve_one(uuid, text, app.metric, bigint, integer, boolean, text),
  app.take_one(uuid, text, app.metric, bigint, boolean, text, jsonb)
  to authenticated, foothold_service, foothold_app;
