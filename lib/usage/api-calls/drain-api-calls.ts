import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { type CountedCaller, callerOf } from './keys';
import { callsIn, forget, takenIds, takeOver } from './taken-hashes';

/**
 * Counts the calls of the API that the edge has put into Redis, as usage of the organization in which each user acts
 * now, or to which the key belongs.
 * The hash is taken over under an id, counted in transactions that remember the id and the part of it, and forgotten after
 * that: whoever
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

/**
 * Counts a taken hash, part by part, without the parts that were counted before.
 * @param size of a part, in minutes of users. Not to be changed while a hash waits that was counted in part: its parts
 * are told apart by their number
 * @returns how many calls it counted
 */
export async function countTaken(id: string, size = 500): Promise<number> {
  // Nobody writes into it any more, so that in one order it always falls into the same parts.
  const rows = Object.entries(await callsIn(id))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([field, calls]) => {
      const read = callerOf(field);
      if (!read) logger.error({ field }, 'a count of API calls names nobody');
      return read && calls > 0 ? [{ ...read, calls }] : [];
    });
  let counted = 0;
  for (let from = 0; from < rows.length; from += size) {
    counted += await countPart(id, from / size, rows.slice(from, from + size));
  }
  return counted;
}

async function countPart(
  id: string,
  part: number,
  rows: readonly (CountedCaller & { calls: number })[],
): Promise<number> {
  const [answer] = await asService(
    'usage.count_api_calls',
    (tx) => tx.$queryRaw<{ counted: bigint }[]>`
      select app.count_api_calls(
        ${id}::uuid, ${part}::integer, ${rows.map(({ minute }) => minute.toISOString())}::text[]::timestamptz[],
        ${rows.map(({ userId }) => userId)}::text[]::uuid[],
        ${rows.map(({ organizationId }) => organizationId)}::text[]::uuid[], ${rows.map(({ calls }) => String(calls))}::text[]::bigint[]
      ) as counted`,
    { pool: 'slow' },
  );
  return Number(answer?.counted ?? 0);
}
