-- Work of which at most one runs at a time, whichever process does it. A lease and not an advisory lock: it holds through
-- a pooler in transaction mode and without a transaction that stays open, and ends by itself when its process dies.
create table app.task_leases (
  name text primary key check (length(name) between 1 and 200),
  holder uuid not null,
  expires_at timestamptz not null
);
alter table app.task_leases enable row level security;
alter table app.task_leases force row level security;
create policy service_all on app.task_leases for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.task_leases to foothold_service;
