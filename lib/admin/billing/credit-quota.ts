import type { Admin } from '@/lib/auth';
import type { Metric } from '@/lib/plans';
import { creditUsageIn } from '@/lib/usage';
import { asAdmin } from '../as-admin';
import { organizationIn } from './organization-in';

/** What is to be credited, under a key that stands for it; in pieces or bytes. */
export type QuotaCredit = { key: string; metric: Metric; quantity: number };

/** How much was credited: never more than was used. `used` is what is left of it. */
export type QuotaCredited = { credited: number; used: number };

/**
 * Takes back what an organization has used of a metric in its present period, see `creditUsageIn`: room for who ran into a
 * limit through no fault of theirs. What is billed already stays billed. The same key counts once.
 * @throws ProblemError 404 for no admin and for no organization, 409 for a key of another credit, 422 without a reason and
 * for a metric that never resets
 */
export async function creditQuota(
  admin: Admin,
  organizationId: string,
  { key, metric, quantity }: QuotaCredit,
  reason: string,
): Promise<QuotaCredited> {
  const target = { kind: 'organization', id: organizationId };
  const deed = { action: 'usage.credited', target, organizationId, reason } as const;
  const { answer } = await asAdmin(admin, deed, async (tx) => {
    const organization = await organizationIn(tx, organizationId);
    const credit = { key, metric, quantity, userId: admin.userId };
    const { credited, repeated, counter } = await creditUsageIn(tx, organizationId, credit);
    const { used } = counter;
    return {
      answer: { credited, used },
      label: organization.name,
      found: { userId: organization.userId },
      change:
        repeated || credited === 0
          ? null
          : {
              before: { [metric]: used + credited },
              after: { [metric]: used, periodStart: counter.periodStart },
            },
    };
  });
  return answer;
}
