import { countFlows } from '@/lib/admin/statistics/count-flows';
import { countLevels } from '@/lib/admin/statistics/count-levels';
import {
  type FoundChange,
  findRevenueChanges,
  revenueBefore,
  writeRevenue,
  writtenRevenueChanges,
} from '@/lib/admin/statistics/count-revenue';
import { addDays, dayOf } from '@/lib/admin/statistics/days';
import { revenueFigures } from '@/lib/admin/statistics/revenue-figures';
import { writeFigures } from '@/lib/admin/statistics/write-figures';
import { asService } from '@/lib/db';
import { catalogue } from '@/lib/plans';
import type { PaidPlan, Person } from './people';

/**
 * Counts all days of the demo's past at once. Dates do not tell what a subscription cost before its plan was changed, but
 * the stories do: with them revenue moves as it would have, had each day been counted when it ended.
 */
export async function countHistory(people: readonly Person[], now: Date): Promise<void> {
  const [first] = people;
  if (!first) return;
  const span = { from: dayOf(first.cameAt), to: addDays(dayOf(now), -1) };
  await asService('demo.statistics', async (tx) => {
    await writeFigures(tx, await countFlows(tx, span));
    await writeFigures(tx, await countLevels(tx, span));
    const found = await findRevenueChanges(tx, span);
    await writeRevenue(tx, people.reduce(asItWas, found));
    const written = await writtenRevenueChanges(tx, span);
    await writeFigures(tx, revenueFigures(await revenueBefore(tx, span.from), written, span));
  });
}

/** The changes with the one that a person made to the plan on the day when it was made. */
function asItWas(changes: readonly FoundChange[], person: Person): FoundChange[] {
  const [began, changed] = person.steps;
  if (began?.does !== 'subscribe' || changed?.does !== 'change') return [...changes];
  const organizationId = person.team?.id ?? person.id;
  const day = dayOf(changed.at);
  const former = { amount: monthlyPrice(began.planId), planId: began.planId };
  return changes.flatMap((change) => {
    if (change.organizationId !== organizationId || change.before !== 0 || change.day >= day) return [change];
    return [
      { ...change, after: former.amount, planAfter: former.planId },
      { ...change, day, before: former.amount, planBefore: former.planId, hasPaid: true },
    ];
  });
}

function monthlyPrice(planId: PaidPlan): number {
  const plan = catalogue.plans.find(({ id }) => id === planId);
  return plan?.prices.find(({ interval }) => interval === 'month')?.unitAmount ?? 0;
}
