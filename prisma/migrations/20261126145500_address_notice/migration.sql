-- Whoever loses an address is told at that address, in the transaction that changes it: by a mailed link, by an admin or in
-- Supabase's own console.
create function app.on_user_address_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.account_notices (user_id, kind, facts)
  values (new.id, 'email_changed', jsonb_build_object('from', old.email, 'to', new.email));
  perform pg_notify('foothold_account_notices', '');
  return null;
end
$$;
revoke execute on function app.on_user_address_changed() from public;
create trigger users_address_changed after update of email on app.users
  for each row when (old.email <> '' and new.email <> '' and old.email <> new.email)
  execute function app.on_user_address_changed();
