import type { Principal } from '@/lib/auth';
import { asService } from '@/lib/db';

/** One of the organizations of a history. */
export type Organization = {
  /** How the report of a failure calls it. */
  name: string;
  principal: Principal;
  /** The number that it enters where it pays. */
  card: string;
  /** Whether it has had another one charged since. */
  hasChangedCard: boolean;
  /** Addresses of the Checkouts that it opened, oldest first. */
  checkouts: string[];
};

/** Founds an organization that somebody owns beside the own one: a new one costs nothing, a new person takes a while. */
export async function foundOrganization(name: string, owner: Principal, card: string): Promise<Organization> {
  const { id } = await asService('test.convergence', async (tx) => {
    const made = await tx.organization.create({ data: { name: `Organization ${name}`, kind: 'team' } });
    await tx.membership.create({ data: { organizationId: made.id, userId: owner.userId, role: 'owner' } });
    return made;
  });
  return { name, principal: { ...owner, organizationId: id }, card, hasChangedCard: false, checkouts: [] };
}

/** Removes what a history has left in the database, so that the next ones begin as the first did, and as fast. */
export async function dissolve(organizations: readonly Organization[]): Promise<void> {
  const ids = organizations.map(({ principal }) => principal.organizationId);
  const owners = organizations.map(({ principal }) => principal.userId);
  await asService('test.convergence', async (tx) => {
    await tx.webhookEvent.deleteMany();
    // Rows outlive their organization, and would keep its owner from a trial in the next history.
    await tx.trialRedemption.deleteMany({
      where: { OR: [{ organizationId: { in: ids } }, { userId: { in: owners } }] },
    });
    await tx.organization.deleteMany({ where: { id: { in: ids } } });
  });
}

/** The organizations with events that the next processing takes up. */
export async function organizationsWithDueEvents(): Promise<Set<string>> {
  const rows = await asService(
    'test.convergence',
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select distinct o.id::text from app.organizations o
      join app.webhook_events e on e.stripe_customer_id = o.stripe_customer_id
      where e.status in ('received', 'failed') and e.next_attempt_at <= now()`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Lets the pauses before the next attempts pass. @returns how many events still wait to be processed */
export async function skipPauses(): Promise<number> {
  return asService('test.convergence', async (tx) => {
    await tx.webhookEvent.updateMany({ where: { status: 'failed' }, data: { nextAttemptAt: new Date(0) } });
    return tx.webhookEvent.count({ where: { status: { in: ['received', 'failed'] } } });
  });
}

/** Ids of payments that stand in the database more than once, whoever's they are. */
export async function paymentsTwice(): Promise<string[]> {
  const rows = await asService(
    'test.convergence',
    (tx) => tx.$queryRaw<{ id: string }[]>`select id from app.payments group by id having count(*) > 1`,
  );
  return rows.map(({ id }) => id);
}
