import { problems } from '@/lib/http';

/** Milliseconds for which a thing is given at least: the database's clock, which decides, may be ahead of this one. */
const LEAST_MS = 60_000;

/**
 * The end of something that is given, as it was asked for; null is without end.
 * @throws ProblemError 422 for a moment that is over, or about to be
 */
export function requireFutureEnd(endsAt: Date | null, field: string, now = new Date()): Date | null {
  if (endsAt === null || endsAt.getTime() > now.getTime() + LEAST_MS) return endsAt;
  const message = 'Choose a moment that is still to come, or no end';
  throw problems.invalid(`${message}.`, [{ path: field, message }]);
}
