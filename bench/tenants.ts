import { Pool } from 'pg';

/** Who a call is made for. */
export type Tenant = { userId: string; organizationId: string };

/** Connections as the application's login role, and as the owner for what is compared with it; as many of each. */
export function tenantPool(connections: number): { app: Pool; owner: Pool } {
  const ownerUrl = process.env.DIRECT_DATABASE_URL?.replace(/\?.*$/, '');
  return {
    app: new Pool({ connectionString: process.env.DATABASE_URL, max: connections }),
    owner: new Pool({ connectionString: ownerUrl, max: connections }),
  };
}

/** Makes so many organizations of one person, each subscribed to Enterprise since some day of the last month. */
export async function makeTenants(owner: Pool, count: number): Promise<Tenant[]> {
  const { makePerson } = await import('@/local/test/people');
  const { userId } = await makePerson();
  const { rows } = await owner.query<{ id: string }>(
    `insert into app.organizations (name, kind) select 'Bench ' || i, 'team' from generate_series(1, $1) i returning id`,
    [count],
  );
  await owner.query(
    `insert into app.memberships (organization_id, user_id, role) select unnest($1::uuid[]), $2, 'owner'`,
    [rows.map(({ id }) => id), userId],
  );
  await owner.query(
    `insert into app.subscriptions
       (organization_id, id, stripe_customer_id, plan_id, "interval", status, currency, unit_amount, quantity,
        current_period_start, current_period_end, billing_anchor, cancel_at_period_end, stripe_created_at, synced_at)
     select o, 'sub_' || o, 'cus_' || o, 'enterprise', 'month', 'active', 'usd', 49900, 1, now(), now() + interval '1 month',
            now() - make_interval(days => (i % 28)::int), false, now(), now()
     from unnest($1::uuid[]) with ordinality as t (o, i)`,
    [rows.map(({ id }) => id)],
  );
  return rows.map(({ id }) => ({ userId, organizationId: id }));
}
