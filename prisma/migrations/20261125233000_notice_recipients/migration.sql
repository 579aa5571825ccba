-- Whose mail of a notice was taken by the mail service already, so that an attempt that failed half-way is gone on with.
alter table app.billing_notices add column sent_to uuid[] not null default '{}';

-- Each minute the worker asks who owes and whose trial ends.
create index subscriptions_status_idx on app.subscriptions (status);
