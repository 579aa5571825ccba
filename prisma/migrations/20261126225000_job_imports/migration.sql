-- Tables of jobs that are being saved, and what came of each of their rows.

create type app.job_import_state as enum ('waiting', 'running', 'done', 'canceled', 'stopped');
create type app.job_import_row_state as enum ('waiting', 'skipped', 'failed');

create table app.job_imports (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  id uuid not null default app.uuid_v7(),
  -- In whose name and right it goes on. No key leads to the person: what was imported outlives who did it.
  ordered_by uuid not null,
  state app.job_import_state not null default 'waiting',
  file_name text check (length(file_name) between 1 and 200),
  skips_duplicates boolean not null,
  -- How dates are read that do not tell: the day first, or the month.
  month_first boolean not null,
  total integer not null check (total between 1 and 5000),
  saved integer not null default 0 check (saved >= 0),
  skipped integer not null default 0 check (skipped >= 0),
  failed integer not null default 0 check (failed >= 0),
  -- Of one that was stopped: why, in words for the person.
  stop_reason text check (length(stop_reason) <= 500),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  constraint job_imports_sum_check check (saved + skipped + failed <= total),
  constraint job_imports_over_check check ((finished_at is null) = (state in ('waiting', 'running')))
);
create index job_imports_organization_id_state_id_idx on app.job_imports (organization_id, state, id);

-- What was saved is gone from here in the transaction that saved it: whoever goes on after a kill finds what is left.
create table app.job_import_rows (
  organization_id uuid not null,
  import_id uuid not null,
  position integer not null,
  -- The number by which the person finds it in the file.
  row_number integer not null check (row_number > 0),
  fields jsonb not null,
  state app.job_import_row_state not null default 'waiting',
  -- Why it was not saved, in words for the person.
  error text check (length(error) <= 2000),
  primary key (organization_id, import_id, position),
  foreign key (organization_id, import_id) references app.job_imports (organization_id, id) on delete cascade,
  constraint job_import_rows_reason_check check ((error is null) = (state = 'waiting'))
);

do $$
declare
  tenant_table text;
  owned constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.is_current_member())';
  written constant text :=
    'organization_id = (select app.current_organization_id()) and (select app.can_current_member_write())';
begin
  foreach tenant_table in array array['job_imports', 'job_import_rows'] loop
    execute format('alter table app.%I enable row level security', tenant_table);
    execute format('alter table app.%I force row level security', tenant_table);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', tenant_table);
    execute format('create policy tenant_read on app.%I for select to authenticated using (%s)', tenant_table, owned);
    execute format('create policy tenant_insert on app.%I for insert to authenticated with check (%s)', tenant_table, written);
    execute format('create policy tenant_update on app.%I for update to authenticated using (%s) with check (%s)',
                   tenant_table, written, written);
    execute format('create policy tenant_delete on app.%I for delete to authenticated using (%s)', tenant_table, written);
    execute format('grant select, insert, update, delete on app.%I to foothold_service, authenticated', tenant_table);
  end loop;
end
$$;
