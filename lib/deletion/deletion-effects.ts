import type { Principal } from '@/lib/auth';
import {
  type CurrentSubscription,
  currentSubscription,
  type LifetimeGrant,
  lifetimeGrants,
} from '@/lib/billing';
import { asService } from '@/lib/db';
import { type OwnOrganization, organizationsOfLeaver } from './organizations-of-leaver';

/** What deleting an account would mean. */
export type DeletionEffects = {
  /** Organizations that need another owner first; while there are any, the account cannot be deleted. */
  ownerless: Named[];
  /** Organizations that go with the account, beside the personal one. */
  deleted: Named[];
  /** Organizations that go on without the person. */
  left: Named[];
  savedJobs: number;
  /** People who lose what they have in the personal organization. */
  guests: number;
  /** What renews or was bought for good, of every organization that goes. */
  paid: {
    organizationName: string;
    subscription: CurrentSubscription | null;
    lifetime: LifetimeGrant | null;
  }[];
};

type Named = { id: string; name: string };

/** Looks at what deleting the principal's account would mean now. */
export async function deletionEffects(principal: Principal): Promise<DeletionEffects> {
  const { userId } = principal;
  const { all, savedJobs } = await asService('deletion.effects', async (tx) => {
    const all = await organizationsOfLeaver(tx, userId);
    const going = all.filter(({ fate }) => fate === 'deleted').map(({ id }) => id);
    return { all, savedJobs: await tx.savedJob.count({ where: { organizationId: { in: going } } }) };
  });
  const going = all.filter(({ fate }) => fate === 'deleted');
  const paid = await Promise.all(
    going.map(async (organization) => {
      const tenant = { userId, organizationId: organization.id };
      const [subscription, [lifetime = null]] = await Promise.all([
        currentSubscription(tenant),
        lifetimeGrants(tenant),
      ]);
      return { organizationName: organization.name, subscription, lifetime };
    }),
  );
  return {
    ownerless: withFate(all, 'ownerless'),
    deleted: withFate(all, 'deleted').filter(({ id }) => id !== userId),
    left: withFate(all, 'left'),
    savedJobs,
    guests: going.find(({ id }) => id === userId)?.others ?? 0,
    paid: paid.filter(({ subscription, lifetime }) => subscription !== null || lifetime !== null),
  };
}

function withFate(all: readonly OwnOrganization[], fate: OwnOrganization['fate']): Named[] {
  return all.filter((each) => each.fate === fate).map(({ id, name }) => ({ id, name }));
}
