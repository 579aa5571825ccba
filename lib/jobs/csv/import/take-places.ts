import type { TenantContext, Transaction } from '@/lib/db';
import { ProblemError } from '@/lib/http';
import { consumeUsage, remainingIn } from '@/lib/usage';

/** How many places of the quota were taken, and in words for the person why not all. */
export type Places = { taken: number; refusal: string };

/**
 * Takes places of `saved_jobs` for as many of the wanted jobs as there is room for. Whoever is refused has everybody else who
 * counts for the organization wait until the transaction ends, so what room there is then is there to be taken.
 * Precondition: `tx` is the transaction that saves the jobs.
 * @throws ProblemError 402 `payment_required`
 */
export async function takePlaces(
  tx: Transaction,
  tenant: TenantContext,
  { key, wanted }: { key: string; wanted: number },
): Promise<Places> {
  if (wanted === 0) return { taken: 0, refusal: '' };
  try {
    await consumeUsage(tx, tenant, { key, items: { saved_jobs: wanted } });
    return { taken: wanted, refusal: '' };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'quota_exceeded') throw error;
    const room = Math.min(wanted - 1, (await remainingIn(tx, tenant, 'saved_jobs')) ?? 0);
    if (room > 0) await consumeUsage(tx, tenant, { key, items: { saved_jobs: room } });
    const limit = error.extras.limit?.toLocaleString('en-US') ?? '';
    return { taken: Math.max(0, room), refusal: `Your plan has room for ${limit} saved jobs.` };
  }
}
