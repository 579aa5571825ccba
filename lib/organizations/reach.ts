import type { Actor, Principal } from '@/lib/auth';
import { problems } from '@/lib/http';

/** Who asks about an organization: whoever it is, and where they act. */
export type Asker = Actor & Pick<Principal, 'organizationId'>;

/**
 * Lets pass who may name another organization than the one they act in: a person who is signed in. A key or a token was
 * given for one organization and reaches no other, whatever else its maker belongs to.
 * @throws ProblemError 404, as for an organization that is not there
 */
export function requireReach(
  { via, organizationId: acting }: Pick<Asker, 'via' | 'organizationId'>,
  organizationId: string,
): void {
  if (via !== 'session' && acting !== organizationId) throw problems.notFound();
}
