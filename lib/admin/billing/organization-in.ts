import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/** An organization that an admin does something to, for the record of it. `userId` is the person of a personal one. */
export type ActedOn = { id: string; name: string; userId: string | null; stripeCustomerId: string | null };

/**
 * Finds an organization and keeps others from changing what it may do until `tx` ends, so that what is read of it afterwards
 * is what the record says was there before.
 * @throws ProblemError 404 for an id that is none's
 */
export async function organizationIn(tx: Transaction, organizationId: string): Promise<ActedOn> {
  const [row] = await tx.$queryRaw<ActedOn[]>`
    select o.id::text as id, o.name, case when o.kind = 'personal' then o.id end::text as "userId",
      o.stripe_customer_id as "stripeCustomerId"
    from app.organizations o where o.id = ${organizationId}::uuid
    for no key update`;
  if (!row) throw problems.notFound();
  return row;
}
