-- A key outlives the account of whoever made it: it works no more, but its organization must see it, and get its place back.
alter table app.api_keys alter column created_by drop not null;
alter table app.api_keys drop constraint api_keys_created_by_fkey;
alter table app.api_keys add constraint api_keys_created_by_fkey
  foreign key (created_by) references app.users (id) on delete set null;
