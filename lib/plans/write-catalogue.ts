import { asService, onCommit, type Transaction } from '@/lib/db';
import { announceCatalogue } from './catalogue-version';
import type { Catalogue, Metric, Plan } from './types';

/**
 * Writes a catalogue into the tables, all or nothing. `keep` adds what is missing and leaves every value that stands,
 * for once they are filled the tables are what counts; `overwrite` sets what the catalogue names. What it does not
 * name stays either way. All processes are told.
 */
export async function writeCatalogue(wanted: Catalogue, existing: 'keep' | 'overwrite'): Promise<void> {
  await asService('plans.write', async (tx) => {
    onCommit(tx, announceCatalogue);
    for (const plan of wanted.plans) await writePlan(tx, plan, existing === 'overwrite');
  });
}

async function writePlan(tx: Transaction, plan: Plan, overwrite: boolean): Promise<void> {
  const set = <T extends object>(values: T): T | Record<string, never> => (overwrite ? values : {});
  const facts = {
    name: plan.name,
    rank: plan.rank,
    features: plan.features,
    trialDays: plan.trialDays,
    sessionRequestsPerMinuteMax: plan.rateLimits.sessionRequestsPerMinute,
    keyRequestsPerHourMax: plan.rateLimits.keyRequestsPerHour,
    runStartsPerHourMax: plan.rateLimits.runStartsPerHour,
  };
  await tx.plan.upsert({ where: { id: plan.id }, create: { id: plan.id, ...facts }, update: set(facts) });
  for (const { interval, currency, unitAmount, lookupKey } of plan.prices) {
    const id = { planId: plan.id, interval, currency };
    await tx.planPrice.upsert({
      where: { planId_interval_currency: id },
      create: { ...id, unitAmount, lookupKey },
      update: set({ unitAmount, lookupKey }),
    });
  }
  for (const [metric, { limit, cap, period, overage }] of Object.entries(plan.limits)) {
    const id = { planId: plan.id, metric: metric as Metric };
    const values = {
      limit,
      cap,
      period,
      overageUnitAmount: overage?.unitAmount ?? null,
      overageQuantity: overage?.quantity ?? null,
    };
    await tx.planLimit.upsert({
      where: { planId_metric: id },
      create: { ...id, ...values },
      update: set(values),
    });
  }
}
