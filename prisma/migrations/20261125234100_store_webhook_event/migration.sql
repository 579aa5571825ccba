-- Takes an event in and wakes the worker, in a single statement: Stripe sends events in bursts, and waits for each answer.
-- It runs as its owner, so that no transaction has to take a role first, and it can do nothing but this.
create function app.store_webhook_event(
  p_id text, p_type text, p_api_version text, p_livemode boolean, p_stripe_customer_id text, p_payload jsonb,
  p_status app.webhook_event_status, p_error text, p_created bigint, p_channel text
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.webhook_events
    (id, type, api_version, livemode, stripe_customer_id, payload, status, error, occurred_at, processed_at)
  values
    (p_id, p_type, p_api_version, p_livemode, p_stripe_customer_id, p_payload, p_status, p_error,
     to_timestamp(p_created), case when p_status = 'processed' then now() end)
  on conflict (id) do nothing;
  if not found then return false; end if;
  -- Whoever commits with a notice holds up all others that do, and a burst would queue there. Where an event that came
  -- a moment ago still waits, a worker has been told: it looks again until nothing is due, and once more a little later.
  if p_channel is not null and not exists (
    select from app.webhook_events e
    where e.status = 'received' and e.next_attempt_at between now() - interval '5 seconds' and now() and e.id <> p_id)
  then
    perform pg_notify(p_channel, '');
  end if;
  return true;
end
$$;
revoke execute on function app.store_webhook_event from public;
grant execute on function app.store_webhook_event to foothold_app;
grant usage on schema app to foothold_app;
