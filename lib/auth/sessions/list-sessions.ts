import { asTenant, type Transaction } from '@/lib/db';
import type { Principal } from '../principal';
import { type Device, deviceOf } from './device';

/** A session as its person sees it. */
export type Session = {
  id: string;
  kind: 'browser' | 'extension';
  device: Device;
  /** See `networkOf`. */
  network: string | null;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
  createdAt: string;
  /** Exact to five minutes. */
  lastSeenAt: string;
  /** When it ends by itself; null for a browser's, which goes on as long as it is used. */
  expiresAt: string | null;
};

/** The sessions of a person that are going on: the one that asks, then the others, last seen first. */
export async function listSessions(principal: Principal): Promise<Session[]> {
  const sessions = await asTenant(principal, (tx) =>
    sessionsOf(tx, principal.userId, principal.credentialId),
  );
  return sessions.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

/**
 * The sessions of a person that are going on, last seen first, in a transaction of theirs or of service work.
 * @param current the session that asks; null when none of theirs does
 */
export async function sessionsOf(
  tx: Transaction,
  userId: string,
  current: string | null,
): Promise<Session[]> {
  const rows = await tx.userSession.findMany({
    where: {
      userId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      kind: true,
      userAgent: true,
      network: true,
      createdAt: true,
      lastSeenAt: true,
      expiresAt: true,
    },
    take: SHOWN_MAX,
  });
  return rows.map(({ userAgent, createdAt, lastSeenAt, expiresAt, ...row }) => ({
    ...row,
    device: deviceOf(userAgent),
    isCurrent: row.id === current,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}

/** More than anybody has; whoever signs in by a script each minute sees the newest. */
const SHOWN_MAX = 200;
