import { z } from 'zod';
import { problems } from './problem';

/** Page size of a list: 1 to 100, 50 unless told. */
export const limitSchema = z.coerce.number().int().min(1).max(100).default(50);

/** Where the next page begins: `nextCursor` of the page before. */
export const cursorSchema = z.string().min(1).max(200).optional();

/** An opaque cursor around the sort key of the last row shown. */
export function encodeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/**
 * The sort key within a cursor, parsed by `schema`.
 * @throws ProblemError 422 for anything that `encodeCursor` did not make
 */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!parsed.success)
    throw problems.invalid('The cursor is not one of ours.', [{ path: 'cursor', message: 'Unknown cursor' }]);
  return parsed.data;
}
