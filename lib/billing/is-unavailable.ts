import { isDatabaseUnavailable } from '@/lib/db';
import { ProblemError } from '@/lib/http';

/** Whether billing failed only because something does not answer now: Stripe, or a database that is busy. */
export function isUnavailable(error: unknown): boolean {
  return (error instanceof ProblemError && error.code === 'unavailable') || isDatabaseUnavailable(error);
}
