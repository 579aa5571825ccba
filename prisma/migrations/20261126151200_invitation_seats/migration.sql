-- The seat of an open invitation is free with it, also when its row goes: with the account that it is for.
create function app.on_invitation_deleted() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_reservation app.usage_reservations;
begin
  -- With the organization goes all that was counted for it.
  if not exists (select from app.organizations o where o.id = old.organization_id) then return null; end if;
  perform pg_advisory_xact_lock(app.usage_lock_of(old.organization_id));
  v_reservation := app.find_reservation(old.organization_id, 'invitation:' || old.id, null);
  if v_reservation.state = 'held' then perform app.end_reservation(v_reservation, 'released'); end if;
  return null;
end
$$;
create trigger invitations_deleted after delete on app.invitations
  for each row when (old.accepted_at is null and old.revoked_at is null) execute function app.on_invitation_deleted();

revoke execute on function app.on_invitation_deleted() from public;
