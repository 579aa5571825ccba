import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite';
import type { Pool } from 'pg';

/**
 * Makes the schemas `auth` and `storage` and Supabase's roles; safe to run at every start.
 * The tables are those of hosted Supabase, so foreign keys and triggers on `auth.users` behave the same.
 */
export async function prepareSchema(pool: Pool): Promise<void> {
  await pool.query(ROLES);
  await pool.query(getAuthSchemaSql());
  await pool.query(getStorageSchemaSql());
  await prepareAfterTables(pool);
}

/** What must be set again after anything else touched the schema: see {@link FUNCTIONS}. */
export async function prepareAfterTables(pool: Pool): Promise<void> {
  await pool.query(ADDITIONS);
  await pool.query(FUNCTIONS);
  await pool.query(GRANTS);
}

const ROLES = `
do $$
declare name text;
begin
  foreach name in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
  alter role service_role bypassrls;
end
$$;
create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
`;

// Hosted Supabase always holds objects here; a JSON string (a client that encoded twice) or NULL breaks every reader.
const ADDITIONS = `
create table if not exists auth.mfa_amr_claims (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references auth.sessions (id) on delete cascade,
  authentication_method text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (session_id, authentication_method)
);

do $$
begin
  if to_regtype('auth.factor_type') is null then
    create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
  end if;
  if to_regtype('auth.factor_status') is null then
    create type auth.factor_status as enum ('unverified', 'verified');
  end if;
end
$$;

create table if not exists auth.mfa_factors (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  friendly_name text,
  factor_type auth.factor_type not null,
  status auth.factor_status not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  secret text,
  phone text,
  last_challenged_at timestamptz unique,
  web_authn_credential jsonb,
  web_authn_aaguid uuid,
  last_webauthn_challenge_data jsonb
);
create unique index if not exists mfa_factors_user_friendly_name_unique
  on auth.mfa_factors (friendly_name, user_id) where trim(friendly_name) <> '';
create index if not exists factor_id_created_at_idx on auth.mfa_factors (user_id, created_at);
create index if not exists mfa_factors_user_id_idx on auth.mfa_factors (user_id);
create unique index if not exists unique_phone_factor_per_user on auth.mfa_factors (user_id, phone);

create table if not exists auth.mfa_challenges (
  id uuid primary key,
  factor_id uuid not null references auth.mfa_factors (id) on delete cascade,
  created_at timestamptz not null,
  verified_at timestamptz,
  ip_address inet not null,
  otp_code text,
  web_authn_session_data jsonb
);
create index if not exists mfa_challenge_created_at_idx on auth.mfa_challenges (created_at desc);

create or replace function auth.json_object(value jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare parsed jsonb;
begin
  if jsonb_typeof(value) = 'object' then return value; end if;
  if jsonb_typeof(value) = 'string' then
    parsed := (value #>> '{}')::jsonb;
    if jsonb_typeof(parsed) = 'object' then return parsed; end if;
  end if;
  return '{}'::jsonb;
exception when invalid_text_representation then
  return '{}'::jsonb;
end
$$;

create or replace function auth.normalise_metadata() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.raw_app_meta_data := auth.json_object(new.raw_app_meta_data);
  new.raw_user_meta_data := auth.json_object(new.raw_user_meta_data);
  return new;
end
$$;

create or replace trigger normalise_metadata before insert or update on auth.users
  for each row execute function auth.normalise_metadata();
`;

/**
 * The functions that policies call. `request.jwt.claims` is the one JSON setting of today's PostgREST, the single
 * settings are the older form; after a transaction either is '' and not NULL.
 */
const FUNCTIONS = `
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;

create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;

create or replace function auth.email() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;
`;

const GRANTS = `
grant usage on schema auth, extensions to anon, authenticated, service_role;
grant execute on function auth.jwt(), auth.uid(), auth.role(), auth.email() to anon, authenticated, service_role;
grant select on all tables in schema auth to service_role;
grant usage on schema storage to anon, authenticated, service_role;
grant all on all tables in schema storage to anon, authenticated, service_role;
`;
