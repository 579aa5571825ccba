import { noteOnWork } from './request-id';
import { noteOnTrace } from './traced';

/** Has every later log line and every later span of a request carry for whom it is. */
export function noteCaller({
  userId,
  organizationId,
  planId,
}: {
  userId: string;
  organizationId: string;
  planId: string;
}): void {
  noteOnWork({ userId, organizationId });
  noteOnTrace({ 'user.id': userId, 'organization.id': organizationId, 'user.plan': planId });
}
