import {
  amountOf,
  formatAmount,
  formatMoney,
  limitWords,
  metricNames,
  nextPlanFor,
  type Plan,
  type PlanId,
} from '@/lib/plans';
import type { UsageAlert } from '@/lib/usage';
import type { MailContent } from './mail-layout';

/** For whom an alert is put into words: what they have, what they could have, and the address of this deployment. */
type Setting = { organizationName: string; planId: PlanId; plans: readonly Plan[]; appUrl: string };

/** A threshold that was reached, as a mail: how it stands, what follows from it, what would give more. Dates are UTC. */
export function alertContent(
  alert: UsageAlert,
  { organizationName, planId, plans, appUrl }: Setting,
): MailContent {
  const { metric, used, limit } = alert;
  const offer = offerWords(nextPlanFor(plans, planId, metric), alert);
  return {
    subject: subjectOf(alert),
    text: [
      `${organizationName} has used ${formatAmount(metric, used)} of ${amountOf(metric, limit)}${periodWords[alert.period]}. ${consequence(alert)}`,
      ...(offer ? [offer] : []),
    ],
    action: { label: 'See your usage', url: `${appUrl}/account/usage` },
    footer: `You get this because you own ${organizationName} on Foothold. You can switch these mails off on the usage page.`,
  };
}

function subjectOf({ metric, threshold, cap, limit }: UsageAlert): string {
  const { many } = metricNames[metric];
  if (threshold === 80) return `You have used 80% of your ${many}`;
  if (threshold === 120 && cap === 'soft') return `Your ${many} have stopped at 120% of the limit`;
  if (threshold === 120) return `You have used 120% of your ${many}`;
  return cap === 'overage'
    ? `You have used the ${amountOf(metric, limit)} that are included`
    : `You have reached your limit of ${amountOf(metric, limit)}`;
}

function consequence(alert: UsageAlert): string {
  const { metric, cap, limit, threshold, stopsAt: most } = alert;
  const { many } = metricNames[metric];
  const again = alert.resetsAt ? ` It begins anew on ${day.format(new Date(alert.resetsAt))}.` : '';
  // Of a limit so small that a fifth of it is nothing there is no grace.
  const grace = cap === 'soft' && most !== null && most > limit;
  if (cap === 'overage') {
    return threshold === 80
      ? `You can go on past that number, and what is above it is billed.${again}`
      : `You can go on; what is above it is billed.${again}`;
  }
  if (threshold === 80) {
    return grace
      ? `You can go on past the limit up to ${formatAmount(metric, most)}, then it stops.${again}`
      : `At the limit no more can be added; what you have stays.${again}`;
  }
  if (grace && threshold === 100) {
    return `You can go on up to ${amountOf(metric, most)}, then it stops.${again}`;
  }
  return `No more ${many} can be ${alert.period === 'total' ? 'added; what you have stays' : 'used for now'}.${again}`;
}

function offerWords(next: Plan | undefined, { metric }: UsageAlert): string | null {
  if (!next) return null;
  const { limit, period } = next.limits[metric];
  const price = next.prices.find(({ interval }) => interval === 'month');
  const gives = `${next.name} gives ${lowerFirst(limitWords(metric, limit))}${limit === null ? '' : perWords[period]}`;
  return price ? `${gives}, for ${formatMoney(price.unitAmount, price.currency)} a month.` : `${gives}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const periodWords = { total: '', day: ' today', week: ' this week', month: ' this month' } as const;
const perWords = { total: '', day: ' a day', week: ' a week', month: ' a month' } as const;
const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
