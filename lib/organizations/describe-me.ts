import type { Principal } from '@/lib/auth';
import type { Me } from '@/lib/auth/endpoints';
import { entitlementsOf } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import { organizationsOf } from './organizations-of';

/** What a signed-in person may know of themselves: `GET /api/auth/me`. */
export async function describeMe(principal: Principal): Promise<Me> {
  const [organizations, entitlements] = await Promise.all([
    organizationsOf(principal.userId),
    entitlementsOf(principal),
  ]);
  const organization = organizations.find(({ id }) => id === principal.organizationId);
  // Left between the two reads: who they act for has to be decided anew.
  if (!organization)
    throw problems.conflict('You are not a member of this organization any more. Try again.');
  const { planId, planName, features, limits, readOnly } = entitlements;
  return {
    user: { id: principal.userId, email: principal.email, name: principal.name },
    organization,
    // A key is for one organization: where else its maker is at home is not its holder's business.
    organizations: principal.scopes === null ? organizations : [organization],
    plan: { id: planId, name: planName },
    entitlements: { features, limits, readOnly },
  };
}
