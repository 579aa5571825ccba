import { forgetSecrets } from '../edge-secrets';
import { tellRevokedSessions } from '../edge-state';

/** A session of an extension that has ended, and the SHA-256 of its token in hex. */
export type EndedSession = { id: string; hash: string };

/** Tells the edge that sessions of extensions are over, after the database knows. Never fails: the handlers know. */
export async function tellEnded(ended: readonly EndedSession[]): Promise<void> {
  await Promise.all([
    tellRevokedSessions(ended.map(({ id }) => id)),
    forgetSecrets(ended.map(({ hash }) => hash)),
  ]);
}
