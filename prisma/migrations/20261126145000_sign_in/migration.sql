-- How people sign in, from Supabase's own tables, which the application's role cannot read: nothing else says whether
-- there is a password. No row for an account that is gone.
create function app.sign_in_methods(p_user_id uuid)
returns table (has_password boolean, identities integer, google_identity_id uuid, google_email text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select coalesce(u.encrypted_password, '') <> '',
    (select count(*)::integer from auth.identities i where i.user_id = u.id),
    g.id, g.identity_data ->> 'email'
  from auth.users u
  left join lateral (
    select i.id, i.identity_data from auth.identities i
    where i.user_id = u.id and i.provider = 'google' order by i.created_at limit 1
  ) g on true
  where u.id = p_user_id;
end
$$;
revoke execute on function app.sign_in_methods(uuid) from public;
grant execute on function app.sign_in_methods(uuid) to foothold_service;
