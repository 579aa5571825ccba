import { problems } from '@/lib/http';
import { organizationsOf } from './organizations-of';
import { type Asker, requireReach } from './reach';
import type { Organization } from './schema';

/** One organization as who asks is in it. @throws ProblemError 404 for who is not a member */
export async function getOrganization(asker: Asker, organizationId: string): Promise<Organization> {
  requireReach(asker, organizationId);
  const [organization] = await organizationsOf(asker.userId, organizationId);
  if (!organization) throw problems.notFound();
  return organization;
}

/** All organizations that who asks belongs to, as far as they may name them. */
export function listOrganizations(asker: Asker): Promise<Organization[]> {
  const isPerson = asker.via === 'session' || asker.via === 'impersonation';
  return organizationsOf(asker.userId, isPerson ? undefined : asker.organizationId);
}
