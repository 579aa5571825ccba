import { asService } from '@/lib/db';
import { entitlementsOf } from '@/lib/entitlements';
import type { Rows } from './oracle';

/** Whose state is asked for. */
type Whose = { organizationId: string; userId: string };

/**
 * What the database says of an organization: its claim, the rows of that customer as the oracle has them, and what it
 * may do, with the moment of which that was said.
 */
export async function localState({ organizationId, userId }: Whose) {
  const found = await asService('test.convergence', async (tx) => {
    const { stripeCustomerId } = await tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { stripeCustomerId: true },
    });
    const where = { organizationId };
    const subscriptions = await tx.subscription.findMany({ where });
    const items = await tx.subscriptionItem.findMany({ where });
    // What was billed to a customer that is no more is history, which nobody writes any more.
    const own = { organizationId, stripeCustomerId: stripeCustomerId ?? '' };
    const invoices = await tx.invoice.findMany({ where: own });
    const payments = await tx.payment.findMany({ where: own });
    const [access] = await tx.$queryRaw<{ now: Date; planId: string; readOnly: boolean }[]>`
      select now(), app.effective_plan_id(${organizationId}::uuid)::text as "planId",
             app.is_read_only(${organizationId}::uuid) as "readOnly"`;
    if (!access) throw new Error('The database does not tell the plan.');
    return { customer: stripeCustomerId, rows: [subscriptions, items, invoices, payments].flat(), access };
  });
  return { ...found, rows: flat(found.rows), entitlements: await entitlementsOf({ organizationId, userId }) };
}

type Row = { id: string; organizationId: string } & Record<string, unknown>;

function flat(found: readonly Row[]): Rows {
  const rows: Rows = new Map();
  for (const { id, organizationId: _whose, syncedAt: _when, ...fields } of found) {
    for (const [field, value] of Object.entries(fields))
      rows.set(`${id} ${field}`, value instanceof Date ? value.toISOString() : String(value));
  }
  return rows;
}
