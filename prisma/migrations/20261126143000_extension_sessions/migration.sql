-- The session that a code becomes is settled with the code, so that a code which comes twice finds what it gave.
alter table app.extension_codes add column session_id uuid not null default app.uuid_v7();
