import { asService, onCommit } from '@/lib/db';
import { logger } from '@/lib/observability';
import { announceCatalogue } from '@/lib/plans/server';
import { type Flag, flags } from './flags';
import { isOn } from './is-on';
import { forgetFlags, switchedByHand } from './switched-by-hand';

/**
 * Switches a flag for all processes, or with null leaves it to the environment again. What organizations may do is made
 * anew at once: the row raises the catalogue's version in the same transaction, so that no snapshot from before it is
 * believed. Of two at once the later commit holds.
 * @param actorId the user who does it; null for a script
 */
export async function setFlag(flag: Flag, enabled: boolean | null, actorId: string | null): Promise<void> {
  await asService('flags.set', async (tx) => {
    onCommit(tx, async () => forgetFlags());
    onCommit(tx, announceCatalogue);
    if (enabled === null) {
      await tx.featureFlag.deleteMany({ where: { key: flag } });
      return;
    }
    const values = { enabled, updatedBy: actorId, updatedAt: new Date() };
    await tx.featureFlag.upsert({ where: { key: flag }, create: { key: flag, ...values }, update: values });
  });
  logger.info({ flag, enabled, userId: actorId ?? undefined }, 'flag switched');
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
