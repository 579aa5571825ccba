-- How long ago, in seconds, what the background does each minute was done, or for how long an event of Stripe has been
-- due, whichever is more. Runs as its owner and tells nothing but that.
create function app.background_lag_seconds() returns integer
language sql stable security definer set search_path = '' as $$
  select extract(epoch from greatest(
    interval '0',
    now() - (select c.updated_at from app.usage_cursors c where c.name = 'usage_aggregates'),
    now() - (select min(e.next_attempt_at) from app.webhook_events e where e.status = 'received')))::integer
$$;
revoke execute on function app.background_lag_seconds() from public;
grant execute on function app.background_lag_seconds() to foothold_app, foothold_service;
