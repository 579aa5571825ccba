import type { Client } from 'pg';

/**
 * Makes so many people by SQL, as they would be after three years: two in three on Free for good, some suspended, some who
 * never confirmed their address, some teams, some who owe. Each has the personal organization, whoever was seen has sessions,
 * and whoever ever paid is a customer of Stripe. The same people every time.
 */
export async function makePeople(owner: Client, count: number): Promise<void> {
  await owner.query('begin');
  // Neither triggers nor keys: what they would make is made here, for all at once.
  await owner.query('set local session_replication_role = replica');
  await owner.query('select setseed(0.42)');
  for (const statement of statements) await owner.query(statement, statement.includes('$1') ? [count] : []);
  await owner.query('commit');
  await owner.query('vacuum analyze');
}

const firstNames =
  'Ada,Nora,Tomas,Priya,Frida,Jonas,Mei,Omar,Lucia,Ivan,Amara,Kenji,Sofia,Noah,Leila,Mateo,Ingrid,Yusuf,Chloe,Arjun,Hanna,Diego,Zoe,Pavel,Aisha,Liam,Greta,Marco,Anouk,Samuel';
const lastNames =
  'Berg,Novak,Raman,Rivera,Lindqvist,Okafor,Tanaka,Moreau,Silva,Kowalski,Haddad,Nguyen,Fischer,Rossi,Andersson,Dubois,Petrov,Garcia,Schmidt,Kim,Oduya,Larsen,Costa,Weber,Ivanova,Murphy,Sato,Bauer,Lopez,Jansen';
const domains = 'gmail.com,outlook.com,example.com,proton.me,northbound.example,halcyon.example';

const pick = (list: string, by: string) => {
  const words = list.split(',');
  return `(array['${words.join("','")}'])[1 + (${by}) % ${words.length}]`;
};

const statements = [
  `create temporary table person on commit drop as
   select i, gen_random_uuid() as id, random() as fate, random() as wealth, random() as activity,
     ${pick(firstNames, '(random() * 1e6)::int')} as first_name, ${pick(lastNames, '(random() * 1e6)::int')} as last_name,
     ${pick(domains, '(random() * 1e6)::int')} as domain,
     date_trunc('milliseconds', now() - random() * random() * interval '1100 days') as created_at
   from generate_series(1, $1::int) i`,
  `insert into auth.users (id, email) select id, lower(first_name || '.' || last_name || i || '@' || domain) from person`,
  `insert into app.organizations (id, name, kind, created_at, stripe_customer_id)
   select id, first_name || ' ' || last_name, 'personal', created_at,
     case when wealth < 0.42 then 'cus_' || substr(translate(encode(sha256(('c' || i)::bytea), 'base64'), '+/=', 'xyz'), 1, 14) end
   from person`,
  `insert into app.users (id, email, name, status, created_at, email_confirmed_at, last_seen_at, deletion_due_at, former_email)
   select id,
     case when fate between 0.010 and 0.013 then 'deleted-' || id || '@deleted.invalid'
          else lower(first_name || '.' || last_name || i || '@' || domain) end,
     case when i % 12 > 0 then first_name || ' ' || last_name end,
     case when fate < 0.010 then 'suspended'::app.user_status when fate < 0.013 then 'deleted' else 'active' end,
     created_at,
     case when activity > 0.08 then created_at + interval '4 minutes' end,
     case when activity > 0.12 then least(now(), created_at + random() * (now() - created_at)) end,
     case when fate between 0.013 and 0.015 then now() + random() * interval '30 days' end,
     case when fate between 0.010 and 0.013 then lower(first_name || '.' || last_name || i || '@' || domain) end
   from person`,
  `insert into app.memberships (organization_id, user_id, role, created_at) select id, id, 'owner', created_at from person`,
  // Four in a hundred own a team, and each has invited three of those who came before and after them.
  `create temporary table team on commit drop as
   select gen_random_uuid() as id, id as owner_id, i, wealth, created_at from person where i % 25 = 0`,
  `insert into app.organizations (id, name, kind, created_at, stripe_customer_id)
   select id, 'Team ' || i, 'team', created_at, 'cus_' || substr(translate(encode(sha256(('t' || i)::bytea), 'base64'), '+/=', 'xyz'), 1, 14)
   from team`,
  `insert into app.memberships (organization_id, user_id, role, created_at) select id, owner_id, 'owner', created_at from team`,
  `insert into app.memberships (organization_id, user_id, role, created_at)
   select t.id, p.id, 'member', t.created_at from team t join person p on p.i between t.i + 1 and t.i + 3`,
  `insert into app.subscriptions
     (organization_id, id, stripe_customer_id, plan_id, "interval", status, currency, unit_amount, quantity, current_period_start,
      current_period_end, billing_anchor, cancel_at_period_end, past_due_since, stripe_created_at, synced_at)
   select o.id, 'sub_' || substr(translate(encode(sha256(('s' || o.id)::bytea), 'base64'), '+/=', 'xyz'), 1, 24), o.stripe_customer_id,
     case when o.kind = 'team' then (case when random() < 0.8 then 'team' else 'enterprise' end)::app.plan_id
          else (case when random() < 0.6 then 'basic' else 'pro' end)::app.plan_id end,
     'month', state.status, 'usd', 2900, 1, now() - interval '12 days', now() + interval '18 days', o.created_at, false,
     case when state.status = 'past_due' then now() - random() * interval '12 days' end, o.created_at, now()
   from app.organizations o
   cross join lateral (
     select (case when r < 0.20 then 'canceled' when r < 0.24 then 'past_due' when r < 0.25 then 'unpaid' when r < 0.31 then 'trialing'
                  else 'active' end)::app.subscription_status as status
     from (select random() as r, o.id) roll
   ) state
   where o.stripe_customer_id is not null`,
  `insert into app.payments
     (organization_id, id, stripe_customer_id, status, currency, amount, amount_received, amount_refunded, grants_plan_id,
      stripe_created_at, synced_at)
   select o.id, 'pi_' || o.id, o.stripe_customer_id, 'succeeded', 'usd', 49900, 49900, 0, 'pro', o.created_at, now()
   from app.organizations o where o.stripe_customer_id is not null and o.kind = 'personal' and random() < 0.02`,
  `insert into app.user_sessions (user_id, id, kind, user_agent, created_at, last_seen_at)
   select u.id, gen_random_uuid(), 'browser', 'Mozilla/5.0', u.created_at, u.last_seen_at
   from app.users u cross join generate_series(1, 2) where u.last_seen_at is not null`,
];
