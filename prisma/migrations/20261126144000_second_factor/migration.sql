-- Who is asked for a second factor, how often a code may be tried, and what a person is mailed about their account.

-- Codes that were typed, right or wrong; kept for a quarter of an hour.
create table app.second_factor_attempts (
  user_id uuid not null references app.users (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  session_id uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  attempted_at timestamptz not null default now(),
  -- NULL while it is being decided.
  accepted boolean,
  primary key (user_id, id)
);

-- Written in the transaction that saw the reason, and mailed by the worker to the person alone.
create table app.account_notices (
  user_id uuid not null references app.users (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  kind text not null check (length(kind) between 1 and 64),
  facts jsonb not null default '{}',
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  primary key (user_id, id)
);
create index account_notices_sent_at_next_attempt_at_idx on app.account_notices (sent_at, next_attempt_at);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['second_factor_attempts', 'account_notices'] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
end
$$;

-- What a session has yet to do before it may do anything in this organization: 'verify' its user's second factor, or
-- 'set_up' one where it is required; NULL for nothing. Someone who has a factor is asked for it everywhere.
create function app.second_factor_step(
  p_user_id uuid, p_organization_id uuid, p_session_id uuid, p_has_passed boolean
) returns text
language sql stable set search_path = '' as $$
  select case
    when app.has_second_factor(p_user_id) then
      case when not p_has_passed and not exists (
        select from app.user_sessions s
        where s.user_id = p_user_id and s.id = p_session_id and s.second_factor_at is not null
      ) then 'verify' end
    when exists (select from app.users u where u.id = p_user_id and u.platform_role = 'superadmin')
      or exists (select from app.organizations o where o.id = p_organization_id and o.requires_second_factor) then 'set_up'
  end
$$;

-- The authenticator apps of a user, proven or not, oldest first.
create function app.authenticators_of(p_user_id uuid)
returns table (id uuid, is_verified boolean, created_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select f.id, f.status = 'verified', f.created_at from auth.mfa_factors f
    where f.user_id = p_user_id and f.factor_type = 'totp' order by f.created_at, f.id;
exception when undefined_table or invalid_schema_name then
  return;
end
$$;

-- Begins to try a code, one at a time for each user. Whoever calls it has to note in the row whether the code was right.
-- 'go'; 'spent' for a code that was taken, or may yet be, within the time that it is good for; 'limited' after five
-- wrong ones in a session or ten of a user within a quarter of an hour.
create function app.begin_second_factor_attempt(p_user_id uuid, p_session_id uuid, p_code_hash bytea)
returns table (verdict text, id uuid)
language plpgsql set search_path = '' as $$
declare
  v_wrong integer;
  v_wrong_in_session integer;
  v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('second factor ' || p_user_id, 0));
  delete from app.second_factor_attempts a
  where a.user_id = p_user_id and a.attempted_at < now() - interval '15 minutes';
  if exists (
    select from app.second_factor_attempts a
    where a.user_id = p_user_id and a.code_hash = p_code_hash and a.accepted is distinct from false
      and a.attempted_at > now() - interval '2 minutes'
  ) then
    return query select 'spent', null::uuid;
    return;
  end if;
  -- One whose outcome nobody noted counts as wrong: otherwise to break off would be to try for nothing.
  select count(*), count(*) filter (where a.session_id = p_session_id) into v_wrong, v_wrong_in_session
  from app.second_factor_attempts a where a.user_id = p_user_id and a.accepted is not true;
  if v_wrong >= 10 or v_wrong_in_session >= 5 then
    return query select 'limited', null::uuid;
    return;
  end if;
  insert into app.second_factor_attempts as a (user_id, session_id, code_hash)
  values (p_user_id, p_session_id, p_code_hash) returning a.id into v_id;
  return query select 'go', v_id;
end
$$;

revoke execute on function app.second_factor_step(uuid, uuid, uuid, boolean) from public;
revoke execute on function app.authenticators_of(uuid) from public;
revoke execute on function app.begin_second_factor_attempt(uuid, uuid, bytea) from public;
grant execute on function app.second_factor_step(uuid, uuid, uuid, boolean) to foothold_service;
grant execute on function app.authenticators_of(uuid) to foothold_service;
grant execute on function app.begin_second_factor_attempt(uuid, uuid, bytea) to foothold_service;
