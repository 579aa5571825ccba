import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { minuteAndUser } from './keys';
import { callsIn, forget, takenIds, takeOver } from './taken-hashes';

/**
 * Counts the calls of the API that the edge has put into Redis, as usage of the organization in which each user acts now.
 * The hash is taken over under an id, counted in one transaction that remembers the id, and forgotten after that: whoever
 * comes after a kill at any of these points goes on there, and any number may run at once.
 * @returns how many calls it counted
 */
export async function drainApiCalls(): Promise<number> {
  await takeOver(crypto.randomUUID());
  let counted = 0;
  for (const id of await takenIds()) {
    counted += await countTaken(id);
    await forget(id);
  }
  return counted;
}

/** Counts a taken hash, unless it was counted before. @returns how many calls it counted */
export async function countTaken(id: string): Promise<number> {
  const rows = Object.entries(await callsIn(id)).flatMap(([field, calls]) => {
    const read = minuteAndUser(field);
    if (!read) logger.error({ field }, 'a count of API calls names nobody');
    return read ? [{ ...read, calls }] : [];
  });
  if (rows.length === 0) return 0;
  const [answer] = await asService(
    'usage.count_api_calls',
    (tx) => tx.$queryRaw<{ counted: bigint }[]>`
      select app.count_api_calls(
        ${id}::uuid, ${rows.map(({ minute }) => minute.toISOString())}::text[]::timestamptz[],
        ${rows.map(({ userId }) => userId)}::text[]::uuid[], ${rows.map(({ calls }) => String(calls))}::text[]::bigint[]
      ) as counted`,
    { pool: 'slow' },
  );
  return Number(answer?.counted ?? 0);
}
