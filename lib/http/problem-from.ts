import { z } from 'zod';
import { isDatabaseUnavailable } from '@/lib/db';
import { currentRequestId, logger } from '@/lib/observability';
import { type Problem, ProblemError, problems, toProblem } from './problem';

/**
 * The problem that an error means to its caller. What is not meant for callers is logged here and told as
 * `internal_error` without its message.
 */
export function problemFrom(error: unknown): Problem {
  const known = asProblemError(error);
  if (!known || known.status >= 500)
    logger.error({ err: error }, known ? 'dependency unavailable' : 'unexpected error');
  const shown = known ?? new ProblemError(500, 'internal_error', 'This is our fault and it was recorded.');
  return toProblem(shown, currentRequestId());
}

function asProblemError(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) {
    return problems.invalid(
      'Some fields are not valid.',
      error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    );
  }
  if (isDatabaseUnavailable(error)) return problems.unavailable('database', 5, error);
  return undefined;
}
