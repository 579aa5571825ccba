-- Sessions that can be seen and ended, second factors, API keys, the extension's sign-in, invitations, flags.

-- People -------------------------------------------------------------------------------------------------------

alter table app.users add column deletion_due_at timestamptz;
create index users_deletion_due_at_idx on app.users (deletion_due_at) where deletion_due_at is not null;

alter table app.organizations add column requires_second_factor boolean not null default false;

create type app.session_kind as enum ('browser', 'extension');

-- A browser session has the id that Supabase gave it. The extension's sessions are ours alone: their token is known
-- here by its SHA-256 only.
create table app.user_sessions (
  user_id uuid not null references app.users (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  kind app.session_kind not null,
  user_agent text check (length(user_agent) <= 512),
  network text check (length(network) <= 64),
  token_hash bytea check (length(token_hash) = 32),
  extension_id text check (length(extension_id) <= 64),
  scopes text[] not null default '{}',
  second_factor_at timestamptz,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (user_id, id),
  check ((kind = 'extension') = (token_hash is not null and extension_id is not null and expires_at is not null))
);
create unique index user_sessions_token_hash_key on app.user_sessions (token_hash);
create index user_sessions_last_seen_at_idx on app.user_sessions (last_seen_at);

create table app.recovery_codes (
  user_id uuid not null references app.users (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- What the extension exchanges, once and within a minute, for its token.
create table app.extension_codes (
  code_hash bytea primary key check (length(code_hash) = 32),
  user_id uuid not null references app.users (id) on delete cascade,
  extension_id text not null check (length(extension_id) <= 64),
  code_challenge text not null check (length(code_challenge) = 43),
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index extension_codes_user_id_idx on app.extension_codes (user_id);
create index extension_codes_expires_at_idx on app.extension_codes (expires_at);

-- Organizations ------------------------------------------------------------------------------------------------

create table app.api_keys (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  created_by uuid not null references app.users (id) on delete cascade,
  name text not null check (length(name) between 1 and 100),
  -- What may be shown of it: where it is for, and its last four characters.
  hint text not null check (length(hint) <= 32),
  secret_hash bytea not null check (length(secret_hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  -- The key that takes its place; both work until `expires_at` of the older one.
  replaced_by uuid,
  primary key (organization_id, id)
);
create unique index api_keys_secret_hash_key on app.api_keys (secret_hash);
create index api_keys_created_by_idx on app.api_keys (created_by);

create table app.invitations (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  email text not null check (length(email) between 3 and 320),
  role app.membership_role not null check (role <> 'owner'),
  token_hash bytea not null check (length(token_hash) = 32),
  invited_by uuid references app.users (id) on delete set null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references app.users (id) on delete set null,
  revoked_at timestamptz,
  primary key (organization_id, id)
);
create unique index invitations_token_hash_key on app.invitations (token_hash);
create unique index invitations_organization_id_email_open_key
  on app.invitations (organization_id, lower(email)) where accepted_at is null and revoked_at is null;
create index invitations_email_idx on app.invitations (lower(email));
create index invitations_invited_by_idx on app.invitations (invited_by);
create index invitations_accepted_by_idx on app.invitations (accepted_by);

-- Flags --------------------------------------------------------------------------------------------------------

-- What was switched by hand; a flag without a row is what the environment says.
create table app.feature_flags (
  key text primary key check (length(key) between 1 and 100),
  enabled boolean not null,
  updated_at timestamptz not null default now(),
  updated_by uuid references app.users (id) on delete set null
);
create index feature_flags_updated_by_idx on app.feature_flags (updated_by);

-- Row-level security -------------------------------------------------------------------------------------------

-- Who may rule over keys and invitations; NULL for nobody.
create function app.can_current_member_manage() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(app.current_member_role() in ('owner', 'admin'), false)
$$;
revoke execute on function app.can_current_member_manage() from public;
grant execute on function app.can_current_member_manage() to authenticated, foothold_service;

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'user_sessions', 'recovery_codes', 'extension_codes', 'api_keys', 'invitations', 'feature_flags'
  ] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
  -- Written by service work alone, which counts and checks; read by those who rule over them.
  foreach guarded in array array['api_keys', 'invitations'] loop
    execute format(
      'create policy tenant_read on app.%I for select to authenticated using '
      '(organization_id = (select app.current_organization_id()) and (select app.can_current_member_manage()))', guarded);
    execute format('grant select on app.%I to authenticated', guarded);
  end loop;
end
$$;

create policy self_read on app.user_sessions for select to authenticated
  using (user_id = (select app.current_user_id()));
grant select on app.user_sessions to authenticated;

-- Supabase's own tables ----------------------------------------------------------------------------------------
-- The application's role cannot read them; these two functions are all that it may do there.

-- Whether the user has a second factor that was proven to work.
create function app.has_second_factor(p_user_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from auth.mfa_factors f where f.user_id = p_user_id and f.status = 'verified');
exception when undefined_table or invalid_schema_name then
  return false;
end
$$;

-- Ends one session at Supabase, or all of a user but one, so that none of them can be refreshed any more.
create function app.end_auth_sessions(p_user_id uuid, p_only uuid, p_except uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ended integer;
begin
  delete from auth.sessions s
  where s.user_id = p_user_id and (p_only is null or s.id = p_only) and (p_except is null or s.id <> p_except);
  get diagnostics v_ended = row_count;
  return v_ended;
end
$$;

revoke execute on function app.has_second_factor(uuid) from public;
revoke execute on function app.end_auth_sessions(uuid, uuid, uuid) from public;
grant execute on function app.has_second_factor(uuid) to foothold_service;
grant execute on function app.end_auth_sessions(uuid, uuid, uuid) to foothold_service;
