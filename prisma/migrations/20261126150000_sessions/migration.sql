-- Sessions that end at once: what the application may ask and write about Supabase's sessions.

-- Whether Supabase still has this session of the user. Its row is kept from ending until the running transaction does,
-- and where somebody is ending it at this moment, that is waited for.
create function app.holds_auth_session(p_user_id uuid, p_session_id uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform from auth.sessions s where s.id = p_session_id and s.user_id = p_user_id for key share;
  return found;
exception when undefined_table or invalid_schema_name then
  return true;
end
$$;

-- Notes that a browser's session was seen, at its first request and when five minutes have passed since. False for one
-- that has ended, also where it ended before it was ever seen here. Whoever ends sessions ends them at Supabase first and
-- then here, in one transaction, so that each session is either seen before that and ended with the others, or not seen.
create function app.see_session(p_user_id uuid, p_session_id uuid, p_user_agent text, p_network text)
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not app.holds_auth_session(p_user_id, p_session_id) then
    update app.user_sessions s set revoked_at = now()
    where s.user_id = p_user_id and s.id = p_session_id and s.revoked_at is null;
    return false;
  end if;
  insert into app.user_sessions as s (user_id, id, kind, user_agent, network)
  values (p_user_id, p_session_id, 'browser', p_user_agent, p_network)
  on conflict (user_id, id) do update
    set last_seen_at = excluded.last_seen_at, user_agent = excluded.user_agent, network = excluded.network
    where s.revoked_at is null and s.last_seen_at < now() - interval '5 minutes';
  return true;
-- The account went meanwhile.
exception when foreign_key_violation then
  return false;
end
$$;

revoke execute on function app.holds_auth_session(uuid, uuid) from public;
revoke execute on function app.see_session(uuid, uuid, text, text) from public;
grant execute on function app.see_session(uuid, uuid, text, text) to foothold_service;
