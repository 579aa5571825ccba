-- What admins do to accounts, as far as Supabase keeps them: in the transaction that records it, so that neither is there
-- without the other. Supabase changes its user first and ours by triggers; whoever changes both here holds its user first.

alter table app.users
  -- What the status was of an account that an admin deleted, to which it returns when it is restored.
  add column former_status app.user_status;

create index reconciliation_drifts_stripe_customer_id_found_at_idx
  on app.reconciliation_drifts (stripe_customer_id, found_at);

-- Holds Supabase's user until the transaction ends; false where there is none.
create function app.hold_auth_user(p_user_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from auth.users a where a.id = p_user_id for update;
  return found;
end
$$;

-- Links that were mailed open nothing any more. Newer versions of Supabase keep them in a table of their own.
create function app.end_mailed_links(p_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update auth.users a
  set confirmation_token = '', recovery_token = '', email_change = '', email_change_token_new = '',
    email_change_token_current = '', updated_at = now()
  where a.id = p_user_id;
  if to_regclass('auth.one_time_tokens') is not null then
    execute 'delete from auth.one_time_tokens where user_id = $1' using p_user_id;
  end if;
end
$$;

-- Takes an account's address from it, so that somebody may sign up with it, by password or with the same Google account.
-- The password stays, and works again with the address.
create function app.free_address(p_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.end_mailed_links(p_user_id);
  delete from auth.identities i where i.user_id = p_user_id and i.provider <> 'email';
  update auth.identities i set identity_data = i.identity_data - 'email', updated_at = now() where i.user_id = p_user_id;
  update auth.users a set email = null where a.id = p_user_id;
end
$$;

-- Gives an account its address back; false where somebody else has it by now. A Google account is tied to it again when it
-- is used, by the address.
create function app.take_address_back(p_user_id uuid, p_email text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update auth.users a set email = p_email, updated_at = now() where a.id = p_user_id;
  update auth.identities i set identity_data = i.identity_data || jsonb_build_object('email', p_email), updated_at = now()
  where i.user_id = p_user_id and i.provider = 'email';
  return true;
exception when unique_violation then
  return false;
end
$$;

-- Confirms the address of an account as following the mailed link does; false where it is confirmed, or has none.
create function app.confirm_address(p_user_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update auth.users a
  set email_confirmed_at = now(), confirmation_token = '', updated_at = now(),
    raw_user_meta_data = coalesce(a.raw_user_meta_data, '{}') || '{"email_verified": true}'
  where a.id = p_user_id and a.email_confirmed_at is null and a.email is not null;
  if not found then return false; end if;
  update auth.identities i set identity_data = i.identity_data || '{"email_verified": true}', updated_at = now()
  where i.user_id = p_user_id and i.provider = 'email';
  if to_regclass('auth.one_time_tokens') is not null then
    execute 'delete from auth.one_time_tokens where user_id = $1 and token_type = ''confirmation_token''' using p_user_id;
  end if;
  return true;
end
$$;

revoke execute on function app.hold_auth_user(uuid), app.end_mailed_links(uuid), app.free_address(uuid),
  app.take_address_back(uuid, text), app.confirm_address(uuid) from public;
grant execute on function app.hold_auth_user(uuid), app.free_address(uuid), app.take_address_back(uuid, text),
  app.confirm_address(uuid) to foothold_service;
