import { authenticate } from '@/lib/auth/authenticate';
import { asService } from '@/lib/db';

/** What admins did to a person by the log, oldest first. */
export function eventsAbout(userId: string) {
  return asService('test.events', (tx) =>
    tx.auditEvent.findMany({ where: { userId, via: 'console' }, orderBy: { id: 'asc' } }),
  );
}

/** The row of a person. */
export function rowOf(userId: string) {
  return asService('test.user', (tx) => tx.user.findUniqueOrThrow({ where: { id: userId } }));
}

/** Asks at the door of every handler, by a session's token, a key or the token of an extension. */
export function ask(kind: 'session' | 'api_key' | 'extension', token: string) {
  return authenticate({ kind, from: 'bearer', token }, new Headers());
}
