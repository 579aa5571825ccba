import { recordAudit } from '@/lib/audit';
import { asService, onCommit, type Transaction } from '@/lib/db';
import { logger } from '@/lib/observability';
import { announceCatalogue } from '@/lib/plans/server';
import { type Flag, flags } from './flags';
import { isOn } from './is-on';
import { forgetFlags, switchedByHand } from './switched-by-hand';

/**
 * Switches a flag for all processes, or with null leaves it to the environment again, and records it. What organizations may do is
 * made anew at once: the row raises the catalogue's version in the same transaction, so that no snapshot from before it is
 * believed. Of two at once the later commit holds. For scripts; the console does it by {@link setFlagIn}.
 * @param actorId the user who does it; null for a script
 */
export async function setFlag(flag: Flag, enabled: boolean | null, actorId: string | null): Promise<void> {
  await asService('flags.set', async (tx) => {
    const change = await setFlagIn(tx, flag, enabled, actorId);
    if (change.before.enabled === enabled) return;
    await recordAudit(tx, {
      actor: { id: actorId, via: actorId === null ? 'script' : 'console' },
      action: 'flag.switched',
      target: { kind: 'flag', id: flag, label: flag },
      ...change,
    });
  });
  logger.info({ flag, enabled, userId: actorId ?? undefined }, 'flag switched');
}

/**
 * {@link setFlag} in a service transaction that does more, and records it itself.
 * @returns how the row was and is: `enabled` null where the environment decides
 */
export async function setFlagIn(
  tx: Transaction,
  flag: Flag,
  enabled: boolean | null,
  actorId: string | null,
): Promise<{ before: { enabled: boolean | null }; after: { enabled: boolean | null } }> {
  onCommit(tx, async () => forgetFlags());
  onCommit(tx, announceCatalogue);
  // One after the other, whether or not there is a row: what is answered is what stood there until now.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`flags:${flag}`}, 0))`;
  const former = await tx.featureFlag.findUnique({ where: { key: flag }, select: { enabled: true } });
  const change = { before: { enabled: former?.enabled ?? null }, after: { enabled } };
  // Who does what is done already has not done it.
  if (change.before.enabled === enabled) return change;
  if (enabled === null) await tx.featureFlag.deleteMany({ where: { key: flag } });
  else {
    const values = { enabled, updatedBy: actorId, updatedAt: new Date() };
    await tx.featureFlag.upsert({ where: { key: flag }, create: { key: flag, ...values }, update: values });
  }
  return change;
}

/** A flag as the console shows it. `switched` is null where the environment decides. */
export type FlagStanding = { flag: Flag; on: boolean; switched: boolean | null };

/** All flags as they stand. */
export async function flagStandings(): Promise<FlagStanding[]> {
  const byHand = await switchedByHand();
  return Promise.all(
    flags.map(async (flag) => ({ flag, on: await isOn(flag), switched: byHand.get(flag) ?? null })),
  );
}
