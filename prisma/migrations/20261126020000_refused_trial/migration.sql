-- A trial that was refused gives no plan, not even for as long as Stripe has not ended it yet.
create or replace function app.effective_plan_id(p_organization_id uuid) returns app.plan_id
language sql stable set search_path = '' as $$
  select coalesce(
    (select p.id
     from app.plans p
     where p.id in (
       select s.plan_id from app.subscriptions s
       where s.organization_id = p_organization_id
         and (s.status = 'active'
              or (s.status = 'trialing'
                  and not exists (
                    select from app.trial_redemptions t
                    where t.organization_id = s.organization_id and t.subscription_id = s.id
                      and t.refused_at is not null))
              or (s.status = 'past_due' and s.past_due_since > now() - interval '7 days'))
       union all
       select b.grants_plan_id from app.payments b
       where b.organization_id = p_organization_id and b.grants_plan_id is not null
         and b.status = 'succeeded' and b.amount_refunded < b.amount_received and not b.disputed)
     order by p.rank desc
     limit 1),
    'free')
$$;
