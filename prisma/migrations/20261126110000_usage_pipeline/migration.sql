-- What comes after counting: aggregates in batches, calls of the API counted at the edge, and how one quota stands.

-- What waits for a customer is looked for as well.
drop index app.usage_aggregates_meter_state_bucket_idx;
create index usage_aggregates_meter_state_bucket_idx on app.usage_aggregates (meter_state, bucket)
  where meter_state in ('pending', 'sending', 'no_customer');

-- Which parts of which hashes of API calls were taken over from Redis: each counts once, however often it is read.
create table app.api_call_drains (
  id uuid not null,
  part integer not null,
  drained_at timestamptz not null default now(),
  primary key (id, part)
);
create index api_call_drains_drained_at_idx on app.api_call_drains (drained_at);
alter table app.api_call_drains enable row level security;
alter table app.api_call_drains force row level security;
create policy service_all on app.api_call_drains for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.api_call_drains to foothold_service;

-- Turns events of finished transactions that it has not seen into aggregates, each event once: about so many, and never a
-- part of a transaction. Transactions end in any order, so it goes only as far as none is running that began before.
-- The bucket is the minute; of what never resets and is billed, the second, because the month in which it is billed may
-- begin in mid-minute, and the period does not tell them apart. Returns how many events it took.
create function app.aggregate_usage(p_events integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_from bigint;
  v_to bigint;
  v_events integer;
begin
  if current_setting('role', true) is distinct from 'foothold_service' then
    raise exception 'only for service work' using errcode = 'insufficient_privilege';
  end if;
  select c.position into strict v_from from app.usage_cursors c where c.name = 'usage_aggregates' for update;
  v_to := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  if v_to < v_from then
    raise exception 'the database counts its transactions anew, as after a restore from a dump'
      using hint = 'Before anything is counted, run app.restart_usage_cursor() as the role that runs the migrations.';
  end if;
  v_to := least(v_to, (
    select e.tx_id + 1 from app.usage_events e where e.tx_id >= v_from
    order by e.tx_id offset greatest(p_events, 1) - 1 limit 1));
  with made as (
    insert into app.usage_aggregates
      (organization_id, metric, period_start, bucket, quantity, overage_quantity, event_count, meter_state)
    select e.organization_id, e.metric, e.period_start, e.bucket, sum(e.quantity), sum(e.overage_quantity), count(*),
      case when sum(e.overage_quantity) > 0 then 'pending' else 'none' end::app.usage_meter_state
    from (
      select u.organization_id, u.metric, u.period_start, u.quantity, u.overage_quantity,
        date_trunc(
          case when u.period_start = 'epoch' and u.overage_quantity > 0 then 'second' else 'minute' end,
          u.occurred_at at time zone 'UTC') at time zone 'UTC' as bucket
      from app.usage_events u
      where u.tx_id >= v_from and u.tx_id < v_to
    ) e
    group by e.organization_id, e.metric, e.period_start, e.bucket
    returning event_count
  )
  select coalesce(sum(m.event_count), 0) into v_events from made m;
  update app.usage_cursors c set position = v_to, updated_at = now() where c.name = 'usage_aggregates';
  return v_events;
end
$$;

-- For operators, once after the database was restored from a dump into one that counts its transactions anew, and before
-- anything is counted there: events that were aggregated stay so, all others will be.
create function app.restart_usage_cursor() returns void
language plpgsql set search_path = '' as $$
begin
  alter table app.usage_events disable trigger usage_events_append_only;
  update app.usage_events e set tx_id = case when e.tx_id < c.position then 0 else 1 end
  from app.usage_cursors c where c.name = 'usage_aggregates';
  alter table app.usage_events enable trigger usage_events_append_only;
  update app.usage_cursors set position = 1, updated_at = now() where name = 'usage_aggregates';
end
$$;

-- Counts the calls of a part of a hash taken over from Redis, by position: so many calls of a user in a minute. They belong
-- to the organization in which the user acts now; those of users who are gone to nobody. They were made already, so no limit
-- refuses them here. A part that was counted before changes nothing. Returns how many calls it counted.
-- A part, because the usage of every organization in it is locked until the end.
create function app.count_api_calls(
  p_drain uuid, p_part integer, p_minutes timestamptz[], p_user_ids uuid[], p_calls bigint[]
) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_group record;
  v_outcomes text[];
  v_counted bigint := 0;
begin
  if current_setting('role', true) is distinct from 'foothold_service' then
    raise exception 'only for service work' using errcode = 'insufficient_privilege';
  end if;
  insert into app.api_call_drains (id, part) values (p_drain, p_part) on conflict do nothing;
  if not found then return 0; end if;
  -- Longer than a hash can wait and still be counted.
  delete from app.api_call_drains d where d.drained_at < now() - interval '40 days';
  for v_group in
    select g.organization_id, array_agg(g.minute) as minutes, array_agg(g.calls) as calls,
      array_agg('api_calls:' || p_drain || ':' || p_part || ':' || extract(epoch from g.minute)::bigint) as keys
    from (
      select acting.organization_id, c.minute, sum(c.calls)::bigint as calls
      from unnest(p_minutes, p_user_ids, p_calls) as c (minute, user_id, calls)
      cross join lateral (
        select m.organization_id
        from app.users u join app.memberships m on m.user_id = u.id
        where u.id = c.user_id and m.organization_id in (u.id, u.active_organization_id)
        order by (m.organization_id = u.active_organization_id) desc nulls last
        limit 1
      ) acting
      group by acting.organization_id, c.minute
    ) g
    group by g.organization_id
    -- Whoever else counts for several takes the locks in the same order.
    order by app.usage_lock_of(g.organization_id)
  loop
    v_outcomes := app.ingest_usage_events(
      v_group.organization_id, v_group.keys, array_fill('api_calls'::app.metric, array[cardinality(v_group.keys)]),
      v_group.calls, v_group.minutes, array_fill(null::text, array[cardinality(v_group.keys)]),
      array_fill(null::text, array[cardinality(v_group.keys)]), false);
    v_counted := v_counted + (
      select coalesce(sum(o.calls), 0) from unnest(v_outcomes, v_group.calls) as o (outcome, calls)
      where o.outcome = 'accepted');
  end loop;
  return v_counted;
end
$$;

-- How a quota stands in the period that holds a moment, and whether one more can be had: as a counter is answered, with
-- `hasRoom`. Null for a metric without a limit in the catalogue.
create function app.quota_standing(p_organization_id uuid, p_metric app.metric, p_at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.require_member(p_organization_id);
  return (
    select app.told_counter(q, coalesce(c.used, 0), coalesce(c.reserved, 0)) || jsonb_build_object(
      'hasRoom', app.has_room(q.quota_limit, q.cap, coalesce(c.used + c.reserved, 0) + 1))
    from app.quotas_of(p_organization_id, array[p_metric], p_at) q
    left join app.usage_counters c
      on c.organization_id = p_organization_id and c.metric = q.metric and c.period_start = q.period_start);
end
$$;

revoke execute on function
  app.aggregate_usage(integer), app.restart_usage_cursor(),
  app.count_api_calls(uuid, integer, timestamptz[], uuid[], bigint[]), app.quota_standing(uuid, app.metric, timestamptz)
  from public;
grant execute on function app.aggregate_usage(integer), app.count_api_calls(uuid, integer, timestamptz[], uuid[], bigint[])
  to foothold_service;
grant execute on function app.quota_standing(uuid, app.metric, timestamptz) to authenticated, foothold_service, foothold_app;
