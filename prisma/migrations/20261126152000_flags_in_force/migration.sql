-- Whether a flag is on: as it was switched by hand, else as the process says that its environment has it. Asked in the
-- statement that decides something by it, so that it holds from the moment of the switch. Anybody may know.
create function app.is_flag_on(p_key text, p_default boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select f.enabled from app.feature_flags f where f.key = p_key), p_default)
$$;
revoke execute on function app.is_flag_on(text, boolean) from public;
grant execute on function app.is_flag_on(text, boolean) to authenticated, foothold_service, foothold_app;

-- A flag decides what organizations may do, as a plan does: what was derived before it was switched is out of date.
create trigger catalogue_changed after insert or update or delete on app.feature_flags
  for each statement execute function app.on_catalogue_changed();
