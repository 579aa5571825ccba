import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/http';

/** What Stripe made when; ids decide between those of one second. */
type Dated = { id: string; stripeCreatedAt: Date };

/** Which page of a list: at most `limit` rows, after the one that `cursor` names. */
export type PageRequest = { limit: number; cursor?: string | undefined };

/**
 * The query for one page of what Stripe made, newest first, with one row more than asked for.
 * @throws ProblemError 422 for a cursor that is none of ours
 */
export function newestFirst({ limit, cursor }: PageRequest) {
  const last = cursor === undefined ? undefined : decodeCursor(cursor, position);
  return {
    where: last
      ? {
          OR: [{ stripeCreatedAt: { lt: last.at } }, { stripeCreatedAt: last.at, id: { lt: last.id } }],
        }
      : {},
    orderBy: [{ stripeCreatedAt: 'desc' as const }, { id: 'desc' as const }],
    take: limit + 1,
  };
}

/** The page itself out of what {@link newestFirst} found; `nextCursor` null is the last. */
export function pageOf<Row extends Dated>(
  found: readonly Row[],
  limit: number,
): { rows: Row[]; nextCursor: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last;
  return { rows, nextCursor: more ? encodeCursor(`${last.stripeCreatedAt.toISOString()} ${last.id}`) : null };
}

const position = z
  .string()
  .regex(/^\S+ \w+$/)
  .transform((text) => text.split(' '))
  .pipe(z.tuple([z.iso.datetime(), z.string()]))
  .transform(([at, id]) => ({ at: new Date(at), id }));
