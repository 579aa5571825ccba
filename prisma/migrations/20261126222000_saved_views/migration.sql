-- Views of the board that people keep: a filter, an order and a look under a name.

create table app.saved_views (
  organization_id uuid not null,
  id uuid not null default app.uuid_v7(),
  user_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- Of the board's address, without the question mark.
  query text not null check (length(query) <= 4000),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  -- They go with who leaves.
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade
);
create unique index saved_views_organization_id_user_id_name_key on app.saved_views (organization_id, user_id, name);

-- Each person sees and changes their own alone. Also viewers do, and who owes: they are no jobs.
alter table app.saved_views enable row level security;
alter table app.saved_views force row level security;
create policy service_all on app.saved_views for all to foothold_service using (true) with check (true);
create policy tenant_own on app.saved_views for all to authenticated
  using (organization_id = (select app.current_organization_id()) and (select app.is_current_member())
         and user_id = (select app.current_user_id()))
  with check (organization_id = (select app.current_organization_id()) and (select app.is_current_member())
              and user_id = (select app.current_user_id()));
grant select, insert, update, delete on app.saved_views to foothold_service, authenticated;
