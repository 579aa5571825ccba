-- What recurs, of some organizations alone where only they can have changed: from one day to the next hardly anybody does, and
-- all of them for each day of a month was more than a transaction may take.
drop function app.recurring_revenue_at(timestamptz);
create function app.recurring_revenue_at(p_at timestamptz, p_only uuid[] default null)
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
    where (p_only is null or s.organization_id = any (p_only))
      and s.currency = 'usd' and s."interval" <> 'lifetime'
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

revoke execute on function app.recurring_revenue_at(timestamptz, uuid[]) from public;
grant execute on function app.recurring_revenue_at(timestamptz, uuid[]) to foothold_service;
