import { asService, type Transaction } from '@/lib/db';
import type { Prisma } from '@/lib/db/generated/client';
import type { Catalogue, Feature, Metric, Plan, PlanLimit } from './types';

/** The catalogue as the database has it now; active plans only, lowest rank first. */
export async function readCatalogue(): Promise<Catalogue> {
  const plans = await asService('plans.read', (tx) => plansIn(tx, { active: true }));
  return { plans: plans.map(({ active: _, updatedAt: __, ...plan }) => plan) };
}

/** A plan, whether it is offered, and when it was last changed. */
export type KeptPlan = Plan & { active: boolean; updatedAt: Date };

/** All plans, also those that are not offered, lowest rank first. `tx` is service work. */
export async function plansIn(tx: Transaction, where: { active?: boolean } = {}): Promise<KeptPlan[]> {
  const rows = await tx.plan.findMany({
    where,
    orderBy: { rank: 'asc' },
    include: { prices: true, limits: true },
  });
  return rows.map(toPlan);
}

type Row = Prisma.PlanGetPayload<{ include: { prices: true; limits: true } }>;

function toPlan(row: Row): KeptPlan {
  return {
    id: row.id,
    name: row.name,
    rank: row.rank,
    features: row.features as Feature[],
    trialDays: row.trialDays,
    rateLimits: {
      sessionRequestsPerMinute: row.sessionRequestsPerMinuteMax,
      keyRequestsPerHour: row.keyRequestsPerHourMax,
      runStartsPerHour: row.runStartsPerHourMax,
    },
    limits: Object.fromEntries(
      row.limits.map((limit): [Metric, PlanLimit] => [
        limit.metric,
        {
          limit: limit.limit === null ? null : Number(limit.limit),
          cap: limit.cap,
          period: limit.period,
          overage:
            limit.overageUnitAmount === null
              ? null
              : { unitAmount: limit.overageUnitAmount.toNumber(), quantity: Number(limit.overageQuantity) },
        },
      ]),
    ) as Record<Metric, PlanLimit>,
    prices: row.prices
      .map(({ interval, currency, unitAmount, lookupKey }) => ({
        interval,
        currency,
        unitAmount,
        lookupKey,
      }))
      .sort((a, b) => a.unitAmount - b.unitAmount),
    active: row.active,
    updatedAt: row.updatedAt,
  };
}
