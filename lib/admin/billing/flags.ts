import type { Admin } from '@/lib/auth';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { type Flag, flagMeanings, flagStandings, setFlagIn } from '@/lib/flags';
import { asAdmin } from '../as-admin';

/** A flag as the console shows it. `switched` is null where the environment decides; `by` is who switched it, if still there. */
export type ShownFlag = {
  flag: Flag;
  meaning: string;
  on: boolean;
  /** What the environment says, which holds when nobody has switched it. */
  byDefault: boolean;
  switched: boolean | null;
  switchedAt: string | null;
  by: string | null;
};

/** All flags as they stand, with who switched them. */
export async function shownFlags(): Promise<ShownFlag[]> {
  const [standings, rows] = await Promise.all([
    flagStandings(),
    asService('admin.flags', (tx) =>
      tx.featureFlag.findMany({ include: { switcher: { select: { email: true } } } }),
    ),
  ]);
  return standings.map(({ flag, on, switched }) => {
    const row = switched === null ? undefined : rows.find(({ key }) => key === flag);
    return {
      flag,
      meaning: flagMeanings[flag],
      on,
      byDefault: env()[flag],
      switched,
      switchedAt: row?.updatedAt.toISOString() ?? null,
      by: row?.switcher?.email ?? null,
    };
  });
}

/**
 * Switches a flag on or off for everybody, or with null leaves it to the environment again. It holds everywhere within
 * seconds, and in what the database decides from the commit on.
 * @throws ProblemError 404 for no admin, 422 without a reason
 */
export async function switchFlag(
  admin: Admin,
  flag: Flag,
  enabled: boolean | null,
  reason: string,
): Promise<void> {
  const target = { kind: 'flag', id: flag, label: flag };
  const deed = { action: 'flag.switched', target, reason } as const;
  await asAdmin(admin, deed, async (tx) => {
    const change = await setFlagIn(tx, flag, enabled, admin.userId);
    return { answer: undefined, change: change.before.enabled === enabled ? null : change };
  });
}
