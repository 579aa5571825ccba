-- What a person knows of a job: its terms, its history, the people and the talks.

alter type app.job_status add value 'archived';
create type app.work_mode as enum ('remote', 'hybrid', 'onsite');
create type app.salary_interval as enum ('year', 'month', 'week', 'day', 'hour');
create type app.interview_kind as enum ('phone', 'video', 'onsite', 'assignment', 'other');

alter table app.saved_jobs
  add column work_mode app.work_mode,
  add column salary_min bigint check (salary_min between 0 and 1000000000000),
  add column salary_max bigint check (salary_max between 0 and 1000000000000),
  add column salary_currency text check (salary_currency ~ '^[A-Z]{3}$'),
  add column salary_interval app.salary_interval,
  add column salary_text text check (length(salary_text) <= 200),
  add column source text check (length(source) between 1 and 100),
  add column description text check (length(description) <= 100000),
  add column closes_on date,
  add column applied_at timestamptz,
  add column status_changed_at timestamptz not null default now(),
  add constraint saved_jobs_salary_range_check check (salary_min <= salary_max),
  -- A number of what is no pay.
  add constraint saved_jobs_salary_unit_check
    check ((salary_min is null and salary_max is null) or (salary_currency is not null and salary_interval is not null));

create table app.job_status_changes (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  job_id uuid not null,
  from_status app.job_status,
  to_status app.job_status not null,
  -- No key leads to the person: the history outlives who wrote it.
  changed_by uuid,
  changed_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade
);
create index job_status_changes_organization_id_job_id_id_idx on app.job_status_changes (organization_id, job_id, id);

create table app.job_contacts (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  job_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  role text check (length(role) <= 200),
  email text check (length(email) <= 320),
  phone text check (length(phone) <= 50),
  url text check (length(url) <= 2048),
  notes text check (length(notes) <= 5000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade
);
create index job_contacts_organization_id_job_id_id_idx on app.job_contacts (organization_id, job_id, id);

create table app.job_interviews (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  job_id uuid not null,
  kind app.interview_kind not null default 'video',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  location text check (length(location) <= 500),
  notes text check (length(notes) <= 5000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade,
  constraint job_interviews_length_check check (ends_at > starts_at and ends_at <= starts_at + interval '1 day')
);
create index job_interviews_organization_id_job_id_starts_at_idx on app.job_interviews (organization_id, job_id, starts_at);
create index job_interviews_organization_id_starts_at_idx on app.job_interviews (organization_id, starts_at);

-- The history ------------------------------------------------------------------------------------------------------

-- Whatever writes a status, its step is in the history and its times are right: an import, a merge, a moved card alike.
-- Statuses are compared as text, since `archived` may not be named in the transaction that adds it.
create function app.on_job_status() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.status = old.status then
    new.status_changed_at := old.status_changed_at;
    return new;
  end if;
  if tg_op = 'UPDATE' then new.status_changed_at := now(); end if;
  if new.applied_at is null and new.status::text in ('applied', 'interviewing', 'offer') then
    new.applied_at := new.status_changed_at;
  end if;
  return new;
end
$$;
create trigger job_status_times before insert or update on app.saved_jobs
  for each row execute function app.on_job_status();

-- Definer rights: nobody writes the history directly.
create function app.on_job_status_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.job_status_changes (organization_id, job_id, from_status, to_status, changed_by, changed_at)
  values (new.organization_id, new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
          app.current_user_id(), new.status_changed_at);
  return null;
end
$$;
create trigger job_saved after insert on app.saved_jobs
  for each row execute function app.on_job_status_changed();
create trigger job_status_changed after update on app.saved_jobs
  for each row when (old.status is distinct from new.status) execute function app.on_job_status_changed();

revoke execute on function app.on_job_status(), app.on_job_status_changed() from public;

update app.saved_jobs set status_changed_at = updated_at,
  applied_at = case when status::text in ('applied', 'interviewing', 'offer') then updated_at end;
-- Of what was saved before, the first step and the present status are known.
insert into app.job_status_changes (organization_id, job_id, from_status, to_status, changed_by, changed_at)
select organization_id, id, null, 'saved', created_by, created_at from app.saved_jobs;
insert into app.job_status_changes (organization_id, job_id, from_status, to_status, changed_by, changed_at)
select organization_id, id, 'saved', status, null, greatest(updated_at, created_at) from app.saved_jobs
where status <> 'saved';

-- Row-level security -----------------------------------------------------------------------------------------------

do $$
declare
  tenant_table text;
  owned constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.is_current_member())';
  written constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.can_current_member_write())';
begin
  foreach tenant_table in array array['job_status_changes', 'job_contacts', 'job_interviews'] loop
    execute format('alter table app.%I enable row level security', tenant_table);
    execute format('alter table app.%I force row level security', tenant_table);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', tenant_table);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', tenant_table);
    execute format('create policy tenant_read on app.%I for select to authenticated using (%s)', tenant_table, owned);
    execute format('grant select on app.%I to authenticated', tenant_table);
  end loop;
  foreach tenant_table in array array['job_contacts', 'job_interviews'] loop
    execute format('create policy tenant_insert on app.%I for insert to authenticated with check (%s)', tenant_table, written);
    execute format('create policy tenant_update on app.%I for update to authenticated using (%s) with check (%s)',
                   tenant_table, written, written);
    execute format('create policy tenant_delete on app.%I for delete to authenticated using (%s)', tenant_table, written);
    execute format('grant insert, update, delete on app.%I to authenticated', tenant_table);
  end loop;
end
$$;
