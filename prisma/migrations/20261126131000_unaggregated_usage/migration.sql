-- The events of an organization that the aggregation has not come to, since a moment. Sees what the statement that calls it
-- sees, so that what one part of that statement finds aggregated is not found here. Where the aggregation stands is
-- handed to the planner as a value: without it an organization's events would be read from the beginning.
create function app.unaggregated_usage(p_organization_id uuid, p_metrics app.metric[], p_since timestamptz)
returns table (metric app.metric, occurred_at timestamptz, quantity bigint)
language plpgsql stable set search_path = '' as $$
begin
  return query execute
    'select e.metric, e.occurred_at, e.quantity from app.usage_events e
     where e.organization_id = $1 and e.metric = any ($2) and e.occurred_at >= $3 and e.tx_id >= $4'
  using p_organization_id, p_metrics, p_since,
    (select c.position from app.usage_cursors c where c.name = 'usage_aggregates');
end
$$;
revoke execute on function app.unaggregated_usage(uuid, app.metric[], timestamptz) from public;
grant execute on function app.unaggregated_usage(uuid, app.metric[], timestamptz) to authenticated, foothold_service;
