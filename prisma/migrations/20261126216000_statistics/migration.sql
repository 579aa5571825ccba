-- What the figures of the platform are counted from, so that a day of a hundred thousand people is counted in little time.

-- What happened on a day, over all organizations.
create index payments_stripe_created_at_idx on app.payments (stripe_created_at);
create index trial_redemptions_created_at_idx on app.trial_redemptions (created_at);
create index usage_aggregates_bucket_idx on app.usage_aggregates (bucket);
create index usage_alerts_created_at_idx on app.usage_alerts (created_at);
create index webhook_events_type_occurred_at_idx on app.webhook_events (type, occurred_at);

-- What each organization paid each month at a moment, in cents of US dollars, the currency of the catalogue; who paid nothing
-- is left out. It is what its subscriptions cost per interval with their extra seats, less what a discount takes off each
-- invoice, by the month. A discount of a single invoice takes nothing off; nor does a plan that was bought for good recur.
-- What is past due counts until it ends, a trial not before it does. Of a moment in the past, what has no date of its own
-- (amount, seats, plan) is taken as it is now.
create function app.recurring_revenue_at(p_at timestamptz)
returns table (organization_id uuid, plan_id app.plan_id, monthly_amount bigint)
language sql stable set search_path = '' as $$
  with seat_prices as (
    -- As lib/billing reckons them for Stripe: the overage price of a month, reduced as the plan is for a longer interval.
    select p.plan_id, p."interval",
      round(l.overage_unit_amount * p.unit_amount / (l.overage_quantity * m.unit_amount)) as unit_amount
    from app.plan_prices p
    join app.plan_prices m on m.plan_id = p.plan_id and m."interval" = 'month' and m.currency = p.currency
    join app.plan_limits l on l.plan_id = p.plan_id and l.metric = 'seats' and l.cap = 'overage'
    where p.currency = 'usd' and p."interval" <> 'lifetime'
  ), counted as (
    select s.organization_id, s.plan_id,
      round(
        greatest(0,
          (s.unit_amount::numeric * s.quantity + s.extra_seats * coalesce(e.unit_amount, 0))
            * (1 - case when d.holds then coalesce(s.discount_percent, 0)::numeric else 0 end / 100)
            - case when d.holds then coalesce(s.discount_amount, 0) else 0 end)
        / case s."interval" when 'month' then 1 when 'six_months' then 6 else 12 end)::bigint as amount
    from app.subscriptions s
    left join seat_prices e on e.plan_id = s.plan_id and e."interval" = s."interval"
    cross join lateral (
      select not s.discount_once and (s.discount_ends_at is null or s.discount_ends_at > p_at) as holds) d
    where s.currency = 'usd' and s."interval" <> 'lifetime'
      and s.stripe_created_at <= p_at and (s.trial_end is null or s.trial_end <= p_at)
      and case s.status
            when 'active' then true
            when 'past_due' then true
            when 'unpaid' then s.past_due_since > p_at
            when 'canceled' then coalesce(s.ended_at, s.canceled_at) > p_at
            else false
          end
  )
  select c.organization_id, (array_agg(c.plan_id order by c.amount desc, c.plan_id desc))[1], sum(c.amount)::bigint
  from counted c
  where c.amount > 0
  group by c.organization_id
$$;

-- The plan in force of each organization at a moment, whatever gives it; who has the free one is left out. The rule is that of
-- app.plan_in_force; here it is for all at once and for any moment, as far as dates tell.
create function app.plans_at(p_at timestamptz)
returns table (organization_id uuid, plan_id app.plan_id)
language sql stable set search_path = '' as $$
  select g.organization_id, (array_agg(g.plan_id order by p.rank desc))[1]
  from (
    select s.organization_id, s.plan_id
    from app.subscriptions s
    where s.stripe_created_at <= p_at
      and case s.status
            when 'active' then true
            when 'trialing' then true
            when 'past_due' then s.past_due_since > p_at - interval '7 days'
            when 'unpaid' then s.past_due_since > p_at
            when 'canceled' then coalesce(s.ended_at, s.canceled_at) > p_at
            else false
          end
      and (s.status not in ('trialing', 'canceled') or not exists (
        select from app.trial_redemptions t
        where t.organization_id = s.organization_id and t.subscription_id = s.id and t.refused_at is not null))
    union all
    select b.organization_id, b.grants_plan_id
    from app.payments b
    where b.grants_plan_id is not null and b.stripe_created_at <= p_at
      and b.status = 'succeeded' and b.amount_refunded < b.amount_received and not b.disputed
    union all
    select r.organization_id, r.plan_id
    from app.plan_grants r
    where r.starts_at <= p_at and (r.ends_at is null or r.ends_at > p_at)
  ) g join app.plans p on p.id = g.plan_id
  group by g.organization_id
$$;

revoke execute on function app.recurring_revenue_at(timestamptz), app.plans_at(timestamptz) from public;
grant execute on function app.recurring_revenue_at(timestamptz), app.plans_at(timestamptz) to foothold_service;
