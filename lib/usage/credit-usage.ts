import { z } from 'zod';
import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { type Metric, metricNames } from '@/lib/plans';
import { type Counter, counterSchema } from './usage-answer';

/** A credit: so much of a metric, in pieces or bytes, under a key that stands for it. */
export type UsageCredit = { key: string; metric: Metric; quantity: number; userId: string | null };

/** What a credit came to: how much was taken back, which is never more than was used, and how the counter stands now. */
export type Credited = { credited: number; repeated: boolean; counter: Counter };

/**
 * Takes back what an organization has used of a metric in its present period, up to all of it: by one usage event of a
 * negative quantity, decided in the database while nobody else counts for the organization, so that the counter stays the sum
 * of its events. What is reserved stays so, and so does what was billed above a limit. The same key counts once.
 * Precondition: `tx` is service work.
 * @throws ProblemError 422 for a metric that never resets, of which what is used is what is there; 409 `idempotency_conflict`
 * for a key that stands for another credit
 */
export async function creditUsageIn(
  tx: Transaction,
  organizationId: string,
  { key, metric, quantity, userId }: UsageCredit,
): Promise<Credited> {
  const [row] = await tx.$queryRaw<{ answer: unknown }[]>`
    select app.credit_usage(
      ${organizationId}::uuid, ${key}, ${metric}::app.metric, ${quantity}::bigint, ${userId}::uuid) as answer`;
  const answer = answerSchema.parse(row?.answer);
  if (answer.outcome === 'not_periodic') throw notCreditable(metric);
  if (answer.outcome === 'conflict') throw problems.idempotencyConflict();
  return { credited: answer.credited, repeated: answer.outcome === 'repeated', counter: answer.item };
}

function notCreditable(metric: Metric) {
  const message = `${metricNames[metric].title} are what is there now. Give a higher limit instead`;
  return problems.invalid(`${message}.`, [{ path: 'metric', message }]);
}

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['credited', 'repeated', 'nothing', 'conflict']),
    credited: z.number(),
    item: counterSchema,
  }),
  z.object({ outcome: z.literal('not_periodic') }),
]);
