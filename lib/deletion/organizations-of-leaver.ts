import type { OrganizationKind, Transaction } from '@/lib/db';

/** An organization that someone who goes is in, and what becomes of it. */
export type OwnOrganization = {
  id: string;
  name: string;
  kind: OrganizationKind;
  stripeCustomerId: string | null;
  /**
   * `deleted`: nobody else is in it. `left`: others go on without the person. `ownerless`: others would, but nobody of
   * them is an owner.
   */
  fate: 'deleted' | 'left' | 'ownerless';
  /** How many people are in it beside the person. */
  others: number;
};

/**
 * The organizations of a person, the personal one first, and what becomes of each without them. An owner who goes as well
 * does not count as one.
 */
export async function organizationsOfLeaver(tx: Transaction, userId: string): Promise<OwnOrganization[]> {
  return tx.$queryRaw<OwnOrganization[]>`
    select o.id::text as id, o.name, o.kind::text as kind, o.stripe_customer_id as "stripeCustomerId",
      case
        when o.id = ${userId}::uuid or not exists (
          select from app.memberships other where other.organization_id = o.id and other.user_id <> m.user_id)
          then 'deleted'
        when m.role <> 'owner' or exists (
          select from app.memberships other join app.users u on u.id = other.user_id
          where other.organization_id = o.id and other.user_id <> m.user_id and other.role = 'owner'
            and u.status <> 'deleted' and u.deletion_due_at is null)
          then 'left'
        else 'ownerless'
      end as fate,
      (select count(*) from app.memberships other
       where other.organization_id = o.id and other.user_id <> m.user_id)::int as others
    from app.memberships m join app.organizations o on o.id = m.organization_id
    where m.user_id = ${userId}::uuid
    order by o.id = ${userId}::uuid desc, o.created_at, o.id`;
}

/**
 * As {@link organizationsOfLeaver}, and true until `tx` ends: nobody joins, goes or changes meanwhile. In one order, so that
 * two people who go at once wait for each other and not in a circle.
 */
export async function holdOrganizationsOfLeaver(tx: Transaction, userId: string): Promise<OwnOrganization[]> {
  const ids = (await organizationsOfLeaver(tx, userId)).map(({ id }) => id).sort();
  for (const id of ids) await hold(tx, id, userId);
  return organizationsOfLeaver(tx, userId);
}

/** What becomes of one organization, true until `tx` ends; undefined where the person is not in it any more. */
export async function holdFateOf(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<OwnOrganization['fate'] | undefined> {
  await hold(tx, organizationId, userId);
  const all = await organizationsOfLeaver(tx, userId);
  return all.find(({ id }) => id === organizationId)?.fate;
}

async function hold(tx: Transaction, organizationId: string, userId: string): Promise<void> {
  await tx.$queryRaw`select name from app.lock_organization(${organizationId}::uuid, ${userId}::uuid)`;
}
