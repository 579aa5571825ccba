-- Who ends all sessions of a user ends what is about to become one, too: a code that an extension has not exchanged yet.
-- The codes first: an exchange that runs meanwhile is waited for, and what it gave is then among the sessions that end.
create or replace function app.end_auth_sessions(p_user_id uuid, p_only uuid, p_except uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ended integer;
begin
  if p_only is null then
    update app.extension_codes c set used_at = now() where c.user_id = p_user_id and c.used_at is null;
  end if;
  delete from auth.sessions s
  where s.user_id = p_user_id and (p_only is null or s.id = p_only) and (p_except is null or s.id <> p_except);
  get diagnostics v_ended = row_count;
  return v_ended;
end
$$;
