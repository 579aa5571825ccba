import { noteOnWork } from './request-id';
import { noteOnTrace } from './traced';

/**
 * Has every later log line and every later span of a request carry for whom it is.
 * @param actorId who it really comes from, where that is somebody else
 */
export function noteCaller(
  { userId, organizationId, planId }: { userId: string; organizationId: string; planId: string },
  actorId?: string,
): void {
  noteOnWork({ userId, organizationId, ...(actorId !== undefined && { actorId }) });
  noteOnTrace({ 'user.id': userId, 'organization.id': organizationId, 'user.plan': planId });
}
