-- Plans that are given, as part of what decides the plan in force; quotas that are credited; and comparisons with Stripe that
-- somebody in the console asks for.

-- Plans that are given -----------------------------------------------------------------------------------------------

-- What gives an organization its plan now: the best of its subscriptions that are active, in a trial that was not refused,
-- or past due for less than seven days, of the plans bought for good by a payment that was neither given back whole nor taken
-- back by the bank, and of the plan that it was given for this time; the free plan otherwise. Of two that give the same, a
-- subscription, the newest: its anchor starts the months.
-- `in_trial` is until the first payment, also when that fails; `trial_end` stays when the trial is over. A plan that is given is
-- as a trial in this: nobody would be charged for what is above its limits, so they are hard.
create or replace function app.plan_in_force(p_organization_id uuid)
returns table (
  plan_id app.plan_id, subscription_id text, anchor timestamptz, extra_seats integer, in_trial boolean, trial_end timestamptz
)
language sql stable as $$
  select g.plan_id, g.subscription_id, g.anchor, g.extra_seats, g.in_trial, g.trial_end
  from (
    select s.plan_id, s.id as subscription_id, s.billing_anchor as anchor, s.extra_seats,
      s.status = 'trialing'
        or (s.status = 'past_due' and s.trial_end is not null and s.trial_end >= s.current_period_start) as in_trial,
      s.trial_end, s.stripe_created_at, 0 as place
    from app.subscriptions s
    where s.organization_id = p_organization_id
      and (s.status = 'active'
           or (s.status = 'trialing'
               and not exists (
                 select from app.trial_redemptions t
                 where t.organization_id = s.organization_id and t.subscription_id = s.id and t.refused_at is not null))
           or (s.status = 'past_due' and s.past_due_since > now() - interval '7 days'))
    union all
    select b.grants_plan_id, null, null, 0, false, null, b.stripe_created_at, 1
    from app.payments b
    where b.organization_id = p_organization_id and b.grants_plan_id is not null
      and b.status = 'succeeded' and b.amount_refunded < b.amount_received and not b.disputed
    union all
    select r.plan_id, null, null, 0, true, null, r.starts_at, 2
    from app.plan_grants r
    where r.organization_id = p_organization_id and r.starts_at <= now() and (r.ends_at is null or r.ends_at > now())
    union all
    select 'free', null, null, 0, false, null, '-infinity', 3
  ) g left join app.plans p on p.id = g.plan_id
  order by p.rank desc nulls last, g.place, g.stripe_created_at desc, g.subscription_id desc
  limit 1
$$;

-- Reckons the quotas of these metrics and keeps them until something that they are made of changes: what is written raises
-- a version, and what time alone changes ends them. Precondition: the organization's usage is locked.
-- Who reads them afterwards may find them changed again already, and reckons once more.
create or replace function app.reckon_terms(p_organization_id uuid, p_metrics app.metric[]) returns void
language plpgsql set search_path = '' as $$
declare
  v_count integer;
begin
  insert into app.usage_terms
    (organization_id, metric, quota_limit, cap, period_start, period_end, month_start, read_only,
     organization_version, catalogue_version, valid_until)
  select o.id, q.metric, q.quota_limit, q.cap, q.period_start, q.period_end, q.month_start, app.is_read_only(o.id),
    o.entitlements_version, v.version, least(
      coalesce(q.period_end, 'infinity'),
      coalesce((
        select m.period_end from app.plan_in_force(o.id) f cross join lateral app.period_of('month', f.anchor, now()) m
        where q.month_start is not null), 'infinity'),
      coalesce((
        select min(s.past_due_since + interval '7 days') from app.subscriptions s
        where s.organization_id = o.id and s.status = 'past_due' and s.past_due_since + interval '7 days' > now()),
        'infinity'),
      coalesce((
        select min(t.moment) from app.plan_grants r
        cross join lateral unnest(array[r.starts_at, r.ends_at]) as t (moment)
        where r.organization_id = o.id and t.moment > now()), 'infinity'),
      coalesce((
        select min(r.expires_at) from app.entitlement_overrides r
        where r.organization_id = o.id and r.expires_at > now()), 'infinity'))
  from app.organizations o
  cross join app.catalogue_versions v
  cross join lateral app.quotas_of(o.id, p_metrics, now()) q
  where o.id = p_organization_id
  on conflict (organization_id, metric) do update set
    quota_limit = excluded.quota_limit, cap = excluded.cap, period_start = excluded.period_start,
    period_end = excluded.period_end, month_start = excluded.month_start, read_only = excluded.read_only,
    organization_version = excluded.organization_version, catalogue_version = excluded.catalogue_version,
    valid_until = excluded.valid_until;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_metrics) then
    raise exception 'the catalogue has no limit for one of %, or it is named twice', p_metrics
      using errcode = 'no_data_found';
  end if;
end
$$;

-- Quotas that are credited --------------------------------------------------------------------------------------------

-- Takes what was used of a metric in its present period back by an event of its own, never below zero: room for whoever ran
-- into a limit through no fault of theirs. What is reserved stays reserved, and what is billed stays billed. Answers
-- {outcome: credited | repeated | conflict | nothing | not_periodic, credited, item: counter}; a repeat of the key, in the same
-- period or a later one, counts nothing. What never resets is the number of things that are there, and is not credited.
create function app.credit_usage(
  p_organization_id uuid, p_key text, p_metric app.metric, p_quantity bigint, p_user_id uuid
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_quota app.quota;
  v_counter app.usage_counters;
  v_former app.usage_events;
  v_outcome text := 'credited';
  v_quantity bigint;
begin
  if current_setting('role', true) is distinct from 'foothold_service' then
    raise exception 'only for service work' using errcode = 'insufficient_privilege';
  end if;
  if length(p_key) not between 1 and 200 or (p_quantity between 1 and 1000000000000) is not true then
    raise exception 'a credit needs a key, and a quantity between 1 and 1000000000000'
      using errcode = 'invalid_parameter_value';
  end if;
  perform pg_advisory_xact_lock(app.usage_lock_of(p_organization_id));
  select q.* into v_quota from app.quotas_of(p_organization_id, array[p_metric], now()) q;
  if not found then
    raise exception 'the catalogue has no limit for %', p_metric using errcode = 'no_data_found';
  end if;
  if v_quota.period = 'total' then return jsonb_build_object('outcome', 'not_periodic'); end if;
  -- By the key alone: the same credit of another metric would be another key with the same name.
  select e.* into v_former from app.usage_events e
  where e.organization_id = p_organization_id
    and e.idempotency_key = any (
      select 'credit:' || p_key || ':' || m from unnest(enum_range(null::app.metric)) as m);
  v_counter := app.counter_of(p_organization_id, p_metric, v_quota.period_start, v_quota.period_end);
  if v_former.idempotency_key is not null then
    v_quantity := 0;
    v_outcome := case
      when v_former.metric = p_metric and (v_former.properties ->> 'asked')::bigint = p_quantity then 'repeated'
      else 'conflict' end;
  else
    v_quantity := least(v_counter.used, p_quantity);
    if v_quantity = 0 then v_outcome := 'nothing'; end if;
    perform app.count_usage(
      p_organization_id, 'credit:' || p_key, p_user_id, jsonb_build_object('asked', p_quantity), array[p_metric],
      array[v_quota.period_start], array[-v_quantity], array[0::bigint], array[0::bigint]);
  end if;
  return jsonb_build_object(
    'outcome', v_outcome, 'credited', coalesce(-v_former.quantity, v_quantity),
    'item', app.told_counter(v_quota, v_counter.used - v_quantity, v_counter.reserved));
end
$$;
revoke execute on function app.credit_usage(uuid, text, app.metric, bigint, uuid) from public;
grant execute on function app.credit_usage(uuid, text, app.metric, bigint, uuid) to foothold_service;

-- Comparisons that are asked for ----------------------------------------------------------------------------------------

-- How far a comparison has come: customers that are to be looked at closely, once they are known, and those that were.
alter table app.reconciliation_runs
  add column suspects integer check (suspects >= 0),
  add column checked integer not null default 0 check (checked >= 0);

-- What the console asked the worker for. At most one waits; whoever asks meanwhile asks for the same.
create table app.reconciliation_orders (
  id uuid primary key default app.uuid_v7(),
  ordered_by uuid references app.users (id) on delete set null,
  ordered_at timestamptz not null default now(),
  -- The run that it led to; an order that a run was made for is done with.
  run_id uuid references app.reconciliation_runs (id) on delete cascade
);
create unique index reconciliation_orders_waiting_key on app.reconciliation_orders ((run_id is null)) where run_id is null;
create index reconciliation_orders_run_id_idx on app.reconciliation_orders (run_id);
create index reconciliation_orders_ordered_by_idx on app.reconciliation_orders (ordered_by);
alter table app.reconciliation_orders enable row level security;
alter table app.reconciliation_orders force row level security;
create policy service_all on app.reconciliation_orders for all to foothold_service using (true) with check (true);
grant select, insert, update, delete on app.reconciliation_orders to foothold_service;

-- Events as they are browsed: the newest first, and those of a customer.
create index webhook_events_received_at_id_idx on app.webhook_events (received_at, id);
