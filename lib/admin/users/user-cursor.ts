import { z } from 'zod';
import { Prisma } from '@/lib/db';
import { decodeCursor, encodeCursor } from '@/lib/http';
import { sortOrders, type UserOrder, userSorts } from './user-filter';

/** The row beside which a page begins, and on which side of it the page is. */
export type UserCursor = UserOrder & { side: 'after' | 'before'; key: string; id: string };

/** What a cursor may have at most: an address is in it. */
export const userCursorSchema = z.string().min(1).max(1000).optional();

/** An opaque cursor. */
export function toCursor({ sort, order, side, key, id }: UserCursor): string {
  return encodeCursor(JSON.stringify([sort, order, side, key, id]));
}

/** @throws ProblemError 422 for anything that {@link toCursor} did not make for this very order */
export function fromCursor(cursor: string, { sort, order }: UserOrder): UserCursor {
  return decodeCursor(
    cursor,
    partsSchema.refine((parts) => parts.sort === sort && parts.order === order),
  );
}

/**
 * The order as SQL over a row `u`: what is sorted by, as an index has it. Whoever was never seen comes after all others, and
 * first when it is turned round. The id follows it, so that no two rows are equal and no page skips or repeats one.
 */
export const sortKeys: Record<UserOrder['sort'], Prisma.Sql> = {
  created: Prisma.sql`u.created_at`,
  seen: Prisma.sql`coalesce(u.last_seen_at, '-infinity'::timestamptz)`,
  email: Prisma.sql`u.email`,
};

/** What comes after a cursor, or before it. By the text of the key, which has a moment to the microsecond. */
export function beyond({ sort, order, side, key, id }: UserCursor): Prisma.Sql {
  const value = sort === 'email' ? Prisma.sql`${key}` : Prisma.sql`${key}::timestamptz`;
  const row = Prisma.sql`(${sortKeys[sort]}, u.id)`;
  return (order === 'asc') === (side === 'after')
    ? Prisma.sql`${row} > (${value}, ${id}::uuid)`
    : Prisma.sql`${row} < (${value}, ${id}::uuid)`;
}

const moment = z.union([
  z.literal('-infinity'),
  z.string().regex(/^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
]);

const partsSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('Unknown cursor');
      return z.NEVER;
    }
  })
  .pipe(
    z.tuple([
      z.enum(userSorts),
      z.enum(sortOrders),
      z.enum(['after', 'before']),
      z.string().max(320),
      z.uuid(),
    ]),
  )
  .transform(([sort, order, side, key, id]) => ({ sort, order, side, key, id }))
  .refine(({ sort, key }) => sort === 'email' || moment.safeParse(key).success);
