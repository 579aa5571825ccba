-- Whether a person has still to be shown around. Whoever was here before has found the way.
alter table app.users add column welcome_ended_at timestamptz;
update app.users set welcome_ended_at = now();
