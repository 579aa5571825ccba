-- What is recorded where only the database knows that it was done, and by what the log is searched.

-- Also where triggers are off, as in a session that restores or copies data.
alter table app.audit_events enable always trigger audit_events_stay;
alter table app.audit_events enable always trigger audit_events_stay_all;

-- By the address somebody had then, and by any part of what stands in an event.
create index audit_events_actor_email_id_idx on app.audit_events (actor_email, id);
create index audit_events_request_id_id_idx on app.audit_events (request_id, id);
do $$
declare
  v_home text;
begin
  select n.nspname into v_home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format(
    'create index audit_events_search_idx on app.audit_events using gin '
    '(lower(coalesce(target_label, '''') || '' '' || coalesce(actor_email, '''') || '' '' || coalesce(reason, '''')) %I.gin_trgm_ops)',
    v_home);
end
$$;

-- The least identifier that a row can have that is made at this moment or later.
create function app.uuid_v7_from(p_at timestamptz) returns uuid
language sql immutable set search_path = '' as $$
  select (lpad(to_hex(greatest(0, floor(extract(epoch from p_at) * 1000))::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

-- As `see_session`, and tells whether the session was seen for the first time: 'new', 'seen' or 'over'. Of any number of
-- requests at once it is new for one.
create function app.note_session(p_user_id uuid, p_session_id uuid, p_user_agent text, p_network text)
returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_is_new boolean;
begin
  if not app.holds_auth_session(p_user_id, p_session_id) then
    update app.user_sessions s set revoked_at = now()
    where s.user_id = p_user_id and s.id = p_session_id and s.revoked_at is null;
    return 'over';
  end if;
  insert into app.user_sessions as s (user_id, id, kind, user_agent, network)
  values (p_user_id, p_session_id, 'browser', p_user_agent, p_network)
  on conflict (user_id, id) do update
    set last_seen_at = excluded.last_seen_at, user_agent = excluded.user_agent, network = excluded.network
    where s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes'
  -- Only a row that was there before has been locked by somebody.
  returning s.xmax = 0 into v_is_new;
  return case when v_is_new then 'new' else 'seen' end;
-- The account went meanwhile.
exception when foreign_key_violation then
  return 'over';
end
$$;
revoke execute on function app.uuid_v7_from(timestamptz), app.note_session(uuid, uuid, text, text) from public;
grant execute on function app.uuid_v7_from(timestamptz) to authenticated, foothold_service;
grant execute on function app.note_session(uuid, uuid, text, text) to foothold_service;

-- Supabase changes addresses and deletes people, in the dashboard, too; who did it, it does not say.
create function app.record_user_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.audit_events (organization_id, via, action, target_kind, target_id, target_label, user_id, before, after)
  values (old.id, 'system',
    case tg_op when 'UPDATE' then 'account.email_changed' else 'account.purged' end,
    'user', old.id::text, coalesce(old.former_email, old.email), old.id,
    case tg_op when 'UPDATE' then jsonb_build_object('email', old.email) end,
    case tg_op when 'UPDATE' then jsonb_build_object('email', new.email) end);
  return null;
end
$$;
-- Freeing the address of an account that an admin deletes is no change of address; what did it is recorded by itself.
create trigger users_address_recorded after update of email on app.users
  for each row when (old.email is distinct from new.email and old.former_email is null and new.former_email is null)
  execute function app.record_user_change();
create trigger users_end_recorded after delete on app.users
  for each row execute function app.record_user_change();
revoke execute on function app.record_user_change() from public;
