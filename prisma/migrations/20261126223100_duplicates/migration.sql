-- The same posting, saved from two places, is recognised and made one.

-- One name for all addresses of a posting, by which they are compared; `canonicalUrl` of lib/capture makes it at every write. What was
-- saved before is compared by its address as it stands until it is written again.
-- No longer than an index takes.
alter table app.saved_jobs add column canonical_url text check (octet_length(canonical_url) <= 2000);
update app.saved_jobs set canonical_url = url where octet_length(url) <= 2000;
create index saved_jobs_organization_id_canonical_url_idx on app.saved_jobs (organization_id, canonical_url);

-- Two jobs of which somebody said that they are not the same. The lesser id comes first, so that a pair is one row.
create table app.duplicate_dismissals (
  organization_id uuid not null,
  job_id uuid not null,
  other_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, job_id, other_id),
  foreign key (organization_id, job_id) references app.saved_jobs (organization_id, id) on delete cascade,
  foreign key (organization_id, other_id) references app.saved_jobs (organization_id, id) on delete cascade,
  constraint duplicate_dismissals_order_check check (job_id < other_id)
);
create index duplicate_dismissals_organization_id_other_id_idx on app.duplicate_dismissals (organization_id, other_id);

alter table app.duplicate_dismissals enable row level security;
alter table app.duplicate_dismissals force row level security;
create policy service_all on app.duplicate_dismissals for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.duplicate_dismissals to foothold_service;
create policy tenant_read on app.duplicate_dismissals for select to authenticated
  using (organization_id = (select app.current_organization_id()) and (select app.is_current_member()));
create policy tenant_insert on app.duplicate_dismissals for insert to authenticated
  with check (organization_id = (select app.current_organization_id()) and (select app.can_current_member_write()));
grant select, insert on app.duplicate_dismissals to authenticated;

-- Gives whatever belongs to one job to another of the same organization: whichever tables lead to a job by (organization_id,
-- job_id), so that one that comes later is not forgotten. What the other has already, by a key of its own, stays behind.
-- Definer rights: the history cannot be written by those whom it tells of. Asks by itself who may.
create function app.move_job_parts(p_from uuid, p_to uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_organization_id constant uuid := app.current_organization_id();
  v_table regclass;
  v_row tid;
begin
  if not coalesce(app.can_current_member_write(), false)
     or (select count(*) from app.saved_jobs j where j.organization_id = v_organization_id and j.id in (p_from, p_to)) <> 2 then
    raise exception 'not two jobs of an organization that the user may write in' using errcode = '42501';
  end if;
  for v_table in
    select distinct c.conrelid::regclass from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2] and a.attname = 'job_id'
    where c.contype = 'f' and c.confrelid = 'app.saved_jobs'::regclass and cardinality(c.conkey) = 2
      and c.conrelid not in ('app.job_search'::regclass, 'app.duplicate_dismissals'::regclass)
  loop
    for v_row in execute format('select ctid from %s where organization_id = $1 and job_id = $2 for update', v_table)
      using v_organization_id, p_from
    loop
      begin
        execute format('update %s set job_id = $1 where ctid = $2 and organization_id = $3', v_table)
          using p_to, v_row, v_organization_id;
      exception when unique_violation then
        null;
      end;
    end loop;
  end loop;
end
$$;
revoke execute on function app.move_job_parts(uuid, uuid) from public;
grant execute on function app.move_job_parts(uuid, uuid) to authenticated;
