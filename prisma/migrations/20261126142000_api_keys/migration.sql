-- API keys take places of the quota `api_keys`, and their calls count for the organization that they belong to.

-- Whether the key takes a place. Not any more once it was revoked, once its end was noticed, and while another key that
-- was made from it has taken its place: both work for a while, and together take one.
alter table app.api_keys add column is_counted boolean not null default true;
create index api_keys_is_counted_expires_at_idx on app.api_keys (is_counted, expires_at);
create index api_keys_organization_id_replaced_by_idx on app.api_keys (organization_id, replaced_by);

-- As before, and also of calls whose organization is known: `p_organization_ids` has it at the position of the call, and
-- NULL where the call is a user's, for whatever organization that user acts in.
create function app.count_api_calls(
  p_drain uuid, p_part integer, p_minutes timestamptz[], p_user_ids uuid[], p_organization_ids uuid[], p_calls bigint[]
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
      from unnest(p_minutes, p_user_ids, p_organization_ids, p_calls) as c (minute, user_id, organization_id, calls)
      cross join lateral (
        select o.id as organization_id from app.organizations o where o.id = c.organization_id
        union all
        (select m.organization_id
         from app.users u join app.memberships m on m.user_id = u.id
         where c.organization_id is null and u.id = c.user_id
           and m.organization_id in (u.id, u.active_organization_id)
         order by (m.organization_id = u.active_organization_id) desc nulls last
         limit 1)
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

-- For processes of before, until the last of them has ended.
create or replace function app.count_api_calls(
  p_drain uuid, p_part integer, p_minutes timestamptz[], p_user_ids uuid[], p_calls bigint[]
) returns bigint
language sql security definer set search_path = '' as $$
  select app.count_api_calls(
    p_drain, p_part, p_minutes, p_user_ids, array_fill(null::uuid, array[cardinality(p_minutes)]), p_calls)
$$;

revoke execute on function app.count_api_calls(uuid, integer, timestamptz[], uuid[], uuid[], bigint[]) from public;
grant execute on function app.count_api_calls(uuid, integer, timestamptz[], uuid[], uuid[], bigint[]) to foothold_service;
