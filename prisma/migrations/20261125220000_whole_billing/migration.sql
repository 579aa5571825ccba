-- The rest of billing: lifetime purchases, trials once, changes that wait, read-only after grace, what people are told,
-- and what a comparison with Stripe found.

-- What was sold -------------------------------------------------------------------------------------------------

-- A payment that bought a plan without end. It grants the plan as long as it stands: derived from the payment's own
-- state, so that no event can grant it twice and a refund takes it back.
alter table app.payments
  add column grants_plan_id app.plan_id,
  add column disputed boolean not null default false;

-- What Stripe will do to a subscription by itself, and what waits for a payment.
alter table app.subscriptions
  add column extra_seats integer not null default 0 check (extra_seats >= 0),
  add column schedule_id text,
  add column scheduled_plan_id app.plan_id,
  add column scheduled_interval app.price_interval,
  add column scheduled_extra_seats integer check (scheduled_extra_seats >= 0),
  add column scheduled_at timestamptz,
  add column pending_update_expires_at timestamptz;

alter table app.invoices
  add column billing_reason text,
  add column attempt_count integer not null default 0,
  add column next_payment_attempt_at timestamptz,
  add column amount_refunded bigint not null default 0;

-- Trials --------------------------------------------------------------------------------------------------------

-- One row per subscription that began with a trial. A granted one names the person and the card, each of which can be
-- named once; a refused one names neither. Rows outlive the organization: whoever comes back has had the trial.
create table app.trial_redemptions (
  organization_id uuid not null,
  subscription_id text not null,
  user_id uuid,
  card_fingerprint text,
  refused_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, subscription_id),
  check ((refused_at is null) = (user_id is not null)),
  check (refused_at is null or card_fingerprint is null)
);
create unique index trial_redemptions_user_id_key on app.trial_redemptions (user_id);
create unique index trial_redemptions_card_fingerprint_key on app.trial_redemptions (card_fingerprint);

-- What people are told ------------------------------------------------------------------------------------------

create type app.billing_notice_kind as enum (
  'payment_failed', 'payment_action_required', 'payment_recovered', 'read_only', 'subscription_ended', 'trial_ending',
  'trial_refused', 'lifetime_bought'
);

-- Written in the transaction that saw the reason, once per key, and mailed by the worker.
create table app.billing_notices (
  organization_id uuid not null references app.organizations (id) on delete cascade,
  key text not null check (length(key) between 1 and 255),
  kind app.billing_notice_kind not null,
  facts jsonb not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  primary key (organization_id, key)
);
create index billing_notices_sent_at_next_attempt_at_idx on app.billing_notices (sent_at, next_attempt_at);

-- Comparison with Stripe ----------------------------------------------------------------------------------------

create type app.reconciliation_trigger as enum ('schedule', 'request');

create table app.reconciliation_runs (
  id uuid primary key default app.uuid_v7(),
  trigger app.reconciliation_trigger not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  customers integer not null default 0,
  drifts integer not null default 0,
  repaired integer not null default 0,
  error text
);
create index reconciliation_runs_started_at_idx on app.reconciliation_runs (started_at);

-- One field of one object in which the two sides differed, before the repair.
create table app.reconciliation_drifts (
  id uuid primary key default app.uuid_v7(),
  run_id uuid not null references app.reconciliation_runs (id) on delete cascade,
  stripe_customer_id text not null,
  object_id text not null,
  field text not null,
  ours text,
  theirs text,
  repaired boolean not null default false,
  found_at timestamptz not null default now()
);
create index reconciliation_drifts_run_id_idx on app.reconciliation_drifts (run_id);

-- Who sees what -------------------------------------------------------------------------------------------------

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'trial_redemptions', 'billing_notices', 'reconciliation_runs', 'reconciliation_drifts'
  ] loop
    execute format('alter table app.%I enable row level security', guarded);
    execute format('alter table app.%I force row level security', guarded);
    execute format('create policy service_all on app.%I for all to foothold_service using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on app.%I to foothold_service', guarded);
  end loop;
  foreach guarded in array array['trial_redemptions', 'billing_notices'] loop
    execute format(
      'create policy tenant_read on app.%I for select to authenticated using ('
      'organization_id = (select app.current_organization_id()) and (select app.is_current_member()))', guarded);
    execute format('grant select on app.%I to authenticated', guarded);
  end loop;
end
$$;

-- Plans ---------------------------------------------------------------------------------------------------------

-- The plan an organization has now: the best one paid for, in trial, past due for less than seven days, or bought for
-- good by a payment that was neither given back whole nor taken back by the bank.
create or replace function app.effective_plan_id(p_organization_id uuid) returns app.plan_id
language sql stable set search_path = '' as $$
  select coalesce(
    (select p.id
     from app.plans p
     where p.id in (
       select s.plan_id from app.subscriptions s
       where s.organization_id = p_organization_id
         and (s.status in ('active', 'trialing')
              or (s.status = 'past_due' and s.past_due_since > now() - interval '7 days'))
       union all
       select b.grants_plan_id from app.payments b
       where b.organization_id = p_organization_id and b.grants_plan_id is not null
         and b.status = 'succeeded' and b.amount_refunded < b.amount_received and not b.disputed)
     order by p.rank desc
     limit 1),
    'free')
$$;

-- Whether an organization may look but not change: it owes for a subscription longer than the grace lasts, and nothing
-- else gives it a plan. Paying ends it at once, and so does the end of the subscription: what is left then is the free plan.
create function app.is_read_only(p_organization_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (
      select from app.subscriptions s
      where s.organization_id = p_organization_id
        and (s.status = 'unpaid' or (s.status = 'past_due' and s.past_due_since <= now() - interval '7 days')))
    and app.effective_plan_id(p_organization_id) = 'free'
$$;

create or replace function app.can_current_member_write() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(app.current_member_role() <> 'viewer', false)
    and not app.is_read_only(app.current_organization_id())
$$;

revoke execute on function app.is_read_only(uuid) from public;
grant execute on function app.is_read_only(uuid) to authenticated, foothold_service;
