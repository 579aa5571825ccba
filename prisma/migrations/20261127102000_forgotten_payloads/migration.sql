-- What Stripe sent names people, also those who have left since. It is forgotten once nobody could need it to look into
-- anything; that an event came, and what became of it, stays.
alter table app.webhook_events alter column payload drop not null;
