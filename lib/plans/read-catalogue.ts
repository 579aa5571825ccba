import { asService } from '@/lib/db';
import type { Catalogue, Feature, Metric, PlanLimit } from './types';

/** The catalogue as the database has it now; active plans only, lowest rank first. */
export async function readCatalogue(): Promise<Catalogue> {
  const rows = await asService('plans.read', (tx) =>
    tx.plan.findMany({
      where: { active: true },
      orderBy: { rank: 'asc' },
      include: { prices: true, limits: true },
    }),
  );
  return {
    plans: rows.map((row) => ({
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
    })),
  };
}
