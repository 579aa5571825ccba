import { z } from 'zod';
import { type ProblemError, problems } from '@/lib/http';
import { amountOf, formatAmount, metrics } from '@/lib/plans';

const instant = z.string().transform((value) => new Date(value));

/** How a counter stood when the database answered. `limit` null is unlimited; `periodEnd` null never resets. */
export const counterSchema = z.object({
  metric: z.enum(metrics),
  used: z.number(),
  reserved: z.number(),
  limit: z.number().nullable(),
  cap: z.enum(['hard', 'soft', 'overage']),
  periodStart: instant,
  periodEnd: instant.nullable(),
});

/** See {@link counterSchema}. */
export type Counter = z.infer<typeof counterSchema>;

const begunSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['reserved', 'taken', 'repeated']),
    state: z.enum(['held', 'committed']).optional(),
    attempt: z.int(),
    expiresAt: instant.nullable(),
    items: z.array(counterSchema),
  }),
  z.object({ outcome: z.literal('refused'), refused: counterSchema }),
  z.object({ outcome: z.literal('conflict') }),
  z.object({ outcome: z.literal('read_only') }),
]);

/** What `app.reserve_usage` and `app.take_usage` answer when they did it, now or before. */
export type Begun = Extract<z.infer<typeof begunSchema>, { attempt: number }>;

/**
 * Reads the answer of `app.reserve_usage` or `app.take_usage`.
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 409 `idempotency_conflict`
 */
export function begunOf(answer: unknown): Begun {
  const begun = begunSchema.parse(answer);
  switch (begun.outcome) {
    case 'refused':
      throw quotaExceeded(begun.refused);
    case 'conflict':
      throw problems.idempotencyConflict();
    case 'read_only':
      throw problems.paymentRequired();
    default:
      return begun;
  }
}

/** The problem of a counter that has no room. */
export function quotaExceeded({ metric, used, reserved, limit, periodEnd }: Counter): ProblemError {
  const underWay = reserved > 0 ? `, and ${formatAmount(metric, reserved)} more are being worked on` : '';
  return problems.quotaExceeded({
    metric,
    current: used,
    limit: limit ?? 0,
    resetsAt: periodEnd?.toISOString() ?? null,
    detail: `You have used ${formatAmount(metric, used)} of ${amountOf(metric, limit ?? 0)}${underWay}.`,
  });
}
