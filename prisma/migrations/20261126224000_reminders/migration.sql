-- What a person wants to be reminded of, what they are told, how, and their calendar.

-- Times ------------------------------------------------------------------------------------------------------------

-- Whether this database knows a zone by that name. Asked before one is kept, so that no work over everybody can fail by one
-- person's.
create function app.is_time_zone(p_name text) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  perform now() at time zone p_name;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;
revoke execute on function app.is_time_zone(text) from public;
grant execute on function app.is_time_zone(text) to foothold_service;

-- As the person's browser last said it; null until one has.
alter table app.users add column time_zone text check (length(time_zone) between 1 and 64);

-- Reminders --------------------------------------------------------------------------------------------------------

create type app.reminder_kind as enum ('at', 'silence');
create type app.notification_kind as enum ('reminder', 'interview', 'reminders_paused', 'digest');

-- Whoever leaves the organization leaves their reminders, and so does who is deleted.
create table app.reminders (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  user_id uuid not null,
  job_id uuid not null,
  kind app.reminder_kind not null,
  note text check (length(note) between 1 and 500),
  -- Of `at`: when.
  remind_at timestamptz,
  -- Of `silence`: after so many days without anything; of one that repeats: every so many days.
  days integer check (days between 1 and 90),
  repeats boolean not null default false,
  -- Of `silence`: counted from here at the earliest, whatever happened before.
  counted_from timestamptz,
  snoozed_until timestamptz,
  -- For which due time the person was told. Never twice for the same.
  told_for timestamptz,
  told_at timestamptz,
  -- Before this it is not due; null for what cannot become due by time alone.
  check_at timestamptz,
  done_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade,
  constraint reminders_kind_check check (
    case kind when 'at' then remind_at is not null and repeats = (days is not null)
              else remind_at is null and days is not null end)
);
create index reminders_organization_id_user_id_id_idx on app.reminders (organization_id, user_id, id);
create index reminders_organization_id_job_id_id_idx on app.reminders (organization_id, job_id, id);
create index reminders_check_at_idx on app.reminders (check_at) where done_at is null;

-- When something last happened to a job: it was saved or changed, its status moved, an interview was added, changed or held.
create function app.job_last_activity(p_job app.saved_jobs) returns timestamptz
language sql stable set search_path = '' as $$
  select greatest(p_job.created_at, p_job.updated_at, p_job.status_changed_at, (
    select max(greatest(i.updated_at, i.ends_at)) from app.job_interviews i
    where i.organization_id = p_job.organization_id and i.job_id = p_job.id))
$$;

-- When a reminder is due; null while nothing can come of it: waiting for news of a job that is over is over, too.
create function app.reminder_due_at(p_reminder app.reminders, p_job app.saved_jobs) returns timestamptz
language sql stable set search_path = '' as $$
  select case
    when p_reminder.kind = 'at' then coalesce(p_reminder.snoozed_until, p_reminder.remind_at)
    when p_job.status in ('rejected', 'archived') then null
    else greatest(
      p_reminder.snoozed_until,
      greatest(app.job_last_activity(p_job), p_reminder.counted_from) + make_interval(days => p_reminder.days))
  end
$$;

-- Whether the plan in force, or an override, gives a feature; as `computeEntitlements` has it, to which a test holds it.
create function app.plan_has_feature(p_organization_id uuid, p_feature text) returns boolean
language sql stable set search_path = '' as $$
  select coalesce(
    (select o.enabled from app.entitlement_overrides o
     where o.organization_id = p_organization_id and o.kind = 'feature' and o.subject = p_feature
       and (o.expires_at is null or o.expires_at > now())),
    (select p_feature = any(p.features) from app.plans p where p.id = app.effective_plan_id(p_organization_id)),
    false)
$$;

revoke execute on function app.job_last_activity(app.saved_jobs),
  app.reminder_due_at(app.reminders, app.saved_jobs), app.plan_has_feature(uuid, text) from public;
grant execute on function app.job_last_activity(app.saved_jobs),
  app.reminder_due_at(app.reminders, app.saved_jobs) to authenticated, foothold_service;
grant execute on function app.plan_has_feature(uuid, text) to foothold_service;

-- What people are told ---------------------------------------------------------------------------------------------

-- In the app, by mail, or both. `key` names what it tells of: it is told once, whoever notices it and however often.
create table app.notifications (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  user_id uuid not null,
  kind app.notification_kind not null,
  key text not null check (length(key) between 1 and 200),
  job_id uuid,
  -- What its words need to know.
  facts jsonb not null default '{}',
  in_app boolean not null default true,
  read_at timestamptz,
  by_mail boolean not null default true,
  sent_at timestamptz,
  -- Why it is not mailed after all; settled for good.
  withheld text check (withheld in ('switched_off', 'gone', 'outdated', 'nothing_to_say')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade,
  check (sent_at is null or withheld is null)
);
create unique index notifications_organization_id_user_id_key_key on app.notifications (organization_id, user_id, key);
create index notifications_organization_id_user_id_id_idx on app.notifications (organization_id, user_id, id);
create index notifications_organization_id_job_id_idx on app.notifications (organization_id, job_id);
create index notifications_next_attempt_at_idx on app.notifications (next_attempt_at)
  where by_mail and sent_at is null and withheld is null;
create index notifications_created_at_idx on app.notifications (created_at);

-- Wakes who sends the mails.
create function app.on_notification() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_notify('foothold_notifications', '');
  return null;
end
$$;
revoke execute on function app.on_notification() from public;
create trigger notification_noted after insert on app.notifications
  for each statement execute function app.on_notification();

-- How a person wants to be told in an organization; everything where there is no row.
create table app.notification_settings (
  organization_id uuid not null,
  user_id uuid not null,
  reminder_mail boolean not null default true,
  reminder_in_app boolean not null default true,
  interview_mail boolean not null default true,
  interview_in_app boolean not null default true,
  interview_day_before boolean not null default true,
  interview_hour_before boolean not null default true,
  digest_mail boolean not null default true,
  -- Signs the links of these mails by which they are switched off.
  unsubscribe_key bytea not null
    default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  updated_at timestamptz not null default now(),
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade
);

-- The calendar of a person in an organization, at an address that nobody can guess; of the address only its hash is kept.
create table app.calendar_feeds (
  organization_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  deadlines boolean not null default false,
  reminders boolean not null default false,
  created_at timestamptz not null default now(),
  last_read_at timestamptz,
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade
);
create unique index calendar_feeds_token_hash_key on app.calendar_feeds (token_hash);

-- Row-level security -----------------------------------------------------------------------------------------------

-- All of it is one person's alone, also within an organization; viewers have their own. While a payment is overdue for
-- long, reminders stay as they are, like all that is kept of jobs.
do $$
declare
  own_table text;
  more text;
  owned constant text :=
    'organization_id = (select app.current_organization_id()) and user_id = (select app.current_user_id())
     and (select app.is_current_member())';
begin
  foreach own_table in array array['reminders', 'notifications', 'notification_settings', 'calendar_feeds'] loop
    execute format('alter table app.%I enable row level security', own_table);
    execute format('alter table app.%I force row level security', own_table);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', own_table);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', own_table);
    execute format('create policy tenant_read on app.%I for select to authenticated using (%s)', own_table, owned);
  end loop;
  foreach own_table in array array['reminders', 'notifications', 'notification_settings', 'calendar_feeds'] loop
    more := case own_table when 'reminders'
      then ' and not (select app.is_read_only((select app.current_organization_id())))' else '' end;
    execute format('create policy tenant_update on app.%I for update to authenticated using (%s) with check (%s)',
                   own_table, owned || more, owned || more);
    if own_table = 'notifications' then continue; end if;
    execute format('create policy tenant_insert on app.%I for insert to authenticated with check (%s)', own_table, owned || more);
    execute format('create policy tenant_delete on app.%I for delete to authenticated using (%s)', own_table, owned || more);
    execute format('grant select, insert, update, delete on app.%I to authenticated', own_table);
  end loop;
end
$$;
grant select, update (read_at) on app.notifications to authenticated;
