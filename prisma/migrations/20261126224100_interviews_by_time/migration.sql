-- Each minute it is asked whose interviews begin soon.
create index job_interviews_starts_at_idx on app.job_interviews (starts_at);
