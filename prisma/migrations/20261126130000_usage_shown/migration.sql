-- What people see of their usage: daily numbers, alerts by mail and in a banner that can be put away.

-- Daily numbers are the aggregates and what is not aggregated yet; where the one ends, everybody may know.
create policy tenant_read on app.usage_cursors for select to authenticated using (true);
grant select on app.usage_cursors to authenticated;

-- Whom the mail has reached, and why there is none. One that is withheld is settled for good.
alter table app.usage_alerts
  add column sent_to uuid[] not null default '{}',
  add column withheld text check (withheld in ('switched_off', 'passed', 'outdated')),
  add check (sent_at is null or withheld is null);
drop index app.usage_alerts_sent_at_next_attempt_at_idx;
create index usage_alerts_next_attempt_at_idx on app.usage_alerts (next_attempt_at)
  where sent_at is null and withheld is null;

-- Wakes who sends the mails. Per row: most statements find that the alert is noted already.
create function app.on_usage_alert_noted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_notify('foothold_usage_alerts', '');
  return null;
end
$$;
revoke execute on function app.on_usage_alert_noted() from public;
create trigger usage_alert_noted after insert on app.usage_alerts
  for each row execute function app.on_usage_alert_noted();

-- Alerts that a person has read and put away, each for that person alone.
create table app.usage_alert_dismissals (
  organization_id uuid not null,
  user_id uuid not null references app.users (id) on delete cascade,
  metric app.metric not null,
  period_start timestamptz not null,
  quota_limit bigint not null,
  threshold integer not null,
  dismissed_at timestamptz not null default now(),
  primary key (organization_id, user_id, metric, period_start, quota_limit, threshold),
  foreign key (organization_id, metric, period_start, quota_limit, threshold)
    references app.usage_alerts (organization_id, metric, period_start, quota_limit, threshold) on delete cascade
);
alter table app.usage_alert_dismissals enable row level security;
alter table app.usage_alert_dismissals force row level security;
create policy service_all on app.usage_alert_dismissals for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.usage_alert_dismissals to foothold_service;
create policy tenant_read on app.usage_alert_dismissals for select to authenticated using (
  organization_id = (select app.current_organization_id()) and user_id = (select app.current_user_id())
  and (select app.is_current_member()));
create policy tenant_insert on app.usage_alert_dismissals for insert to authenticated with check (
  organization_id = (select app.current_organization_id()) and user_id = (select app.current_user_id())
  and (select app.is_current_member()));
grant select, insert on app.usage_alert_dismissals to authenticated;
