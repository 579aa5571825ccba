import { z } from 'zod';
import { type ErrorCode, errorCodes } from './error-codes';
import type { Scope } from './scopes';
import { waitWords } from './wait-words';

/** An error as RFC 9457 `application/problem+json` and this product's additions to it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: z.string().describe('Stable code.'),
  requestId: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  metric: z.string().optional(),
  current: z.number().optional(),
  limit: z.number().optional(),
  resetsAt: z.iso.datetime().nullable().optional(),
  feature: z.string().optional(),
  requiredPlan: z.string().optional(),
  requiredScope: z.string().optional(),
  upgradeUrl: z.string().optional(),
  continueUrl: z.string().optional(),
  dependency: z.string().optional(),
  retryAfterSeconds: z.int().optional(),
  dependencies: z
    .array(
      z.object({ name: z.string(), state: z.string(), required: z.boolean(), latencyMs: z.int().nullable() }),
    )
    .optional(),
});

/** See {@link problemSchema}. */
export type Problem = z.infer<typeof problemSchema>;

/** What a problem may say beyond its title and detail. */
export type ProblemExtras = Omit<Problem, 'type' | 'title' | 'status' | 'detail' | 'error' | 'requestId'>;

/** Thrown anywhere in `lib/`; the route wrapper and the action wrapper turn it into the answer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    detail: string,
    readonly extras: ProblemExtras = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** One maker per kind of problem, so that status and code cannot disagree. */
export const problems = {
  invalid: (detail: string, issues?: Problem['issues'], status: 400 | 408 | 413 | 415 | 422 = 422) =>
    new ProblemError(status, 'invalid_request', detail, issues ? { issues } : {}),
  unauthenticated: (detail = 'Sign in to do this.') => new ProblemError(401, 'unauthenticated', detail),
  forbidden: (detail = 'You may not do this.') => new ProblemError(403, 'forbidden', detail),
  /** @param scope what the credential would have to be allowed to do */
  scopeMissing: (scope: Scope) =>
    new ProblemError(403, 'forbidden', `This key may not do this: it lacks the scope ${scope}.`, {
      requiredScope: scope,
    }),
  /** @param step what the session has yet to do */
  mfaRequired: (step: 'verify' | 'set_up') =>
    step === 'verify'
      ? new ProblemError(403, 'mfa_required', 'Enter the code from your authenticator app first.', {
          continueUrl: '/sign-in/verify',
        })
      : new ProblemError(403, 'mfa_required', 'Two-factor sign-in is required here. Set it up first.', {
          continueUrl: '/account/security',
        }),
  /** Also for rows of another organization: existence is not told. */
  notFound: (detail = 'There is nothing here, or it is not yours.') =>
    new ProblemError(404, 'not_found', detail),
  methodNotAllowed: () =>
    new ProblemError(405, 'method_not_allowed', 'This address does not answer that method.'),
  conflict: (detail: string) => new ProblemError(409, 'conflict', detail),
  idempotencyConflict: () =>
    new ProblemError(409, 'idempotency_conflict', 'This Idempotency-Key was used for a different request.'),
  quotaExceeded: (quota: {
    metric: string;
    current: number;
    limit: number;
    resetsAt: string | null;
    detail: string;
  }) => {
    const { detail, ...extras } = quota;
    return new ProblemError(402, 'quota_exceeded', detail, {
      ...extras,
      upgradeUrl: `/pricing?from=${quota.metric}`,
    });
  },
  /** @param requiredPlan the lowest plan that has the feature; undefined when no plan does */
  planUpgradeRequired: ({ feature, requiredPlan }: { feature: string; requiredPlan: string | undefined }) =>
    new ProblemError(403, 'plan_upgrade_required', 'Your plan does not include this.', {
      feature,
      ...(requiredPlan ? { requiredPlan } : {}),
      upgradeUrl: `/pricing?feature=${feature}`,
    }),
  /** Of an admin whose browser says that they act as somebody, which is over; `continueUrl` leads on. */
  impersonationOver: () =>
    new ProblemError(403, 'impersonation_over', 'You are not acting as somebody any more. Reload the page.', {
      continueUrl: '/auth/acting',
    }),
  deletionPending: (dueAt: Date) =>
    new ProblemError(
      403,
      'deletion_pending',
      `This account is deleted on ${dueAt.toISOString().slice(0, 10)}. Sign in on the site to keep it.`,
    ),
  /** The organization owes for longer than the grace lasts: it may look but not change. */
  paymentRequired: () =>
    new ProblemError(
      402,
      'payment_required',
      'A payment is overdue. Everything can be read, but nothing changed until it is paid.',
      { upgradeUrl: '/account/billing' },
    ),
  /** @param seconds until the next one would pass */
  rateLimited: (seconds: number, what = 'Too many requests.') =>
    new ProblemError(429, 'rate_limit_exceeded', `${what} Try again ${waitWords(seconds)}.`, {
      retryAfterSeconds: Math.max(1, Math.ceil(seconds)),
    }),
  unavailable: (dependency: string, retryAfterSeconds = 30, cause?: unknown) =>
    new ProblemError(
      503,
      'unavailable',
      `The ${dependency} does not answer right now. Nothing was changed; try again shortly.`,
      { dependency, retryAfterSeconds },
      { cause },
    ),
};

const titles = new Map(errorCodes.map(({ code, title }) => [code, title]));

/** What a caller is told of an error. */
export function toProblem(error: ProblemError, requestId: string | undefined): Problem {
  return {
    type: `/docs/api#${error.code}`,
    title: titles.get(error.code) ?? error.code,
    status: error.status,
    detail: error.message,
    error: error.code,
    ...error.extras,
    ...(requestId ? { requestId } : {}),
  };
}
