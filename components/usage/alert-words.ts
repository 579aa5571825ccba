import { amountOf, formatAmount, metricNames } from '@/lib/plans';
import type { UsageAlert } from '@/lib/usage';
import { capWords } from './usage-words';

/** What a banner says about the alerts that hold; `lines` one per alert. */
export type AlertWords = { tone: 'info' | 'warning'; title: string; lines: string[] };

/**
 * Puts alerts into words, the most pressing first. It warns only where something has stopped or is about to.
 * @param offerOf what the next larger plan gives of it and costs; null when there is none
 */
export function alertWords(
  alerts: readonly UsageAlert[],
  offerOf: (alert: UsageAlert) => string | null,
): AlertWords | null {
  const [first] = alerts;
  if (!first) return null;
  const sentence = (alert: UsageAlert) => capWords({ ...alert, overage: 0, overagePrice: null });
  const tone = alerts.some(({ threshold, cap }) => threshold >= 100 && cap !== 'overage')
    ? 'warning'
    : 'info';
  if (alerts.length === 1) {
    return {
      tone,
      title: `${usedWords(first)} used`,
      lines: [[sentence(first), offerOf(first)].filter(Boolean).join(' ')],
    };
  }
  return {
    tone,
    title: `${alerts.length} limits are ${tone === 'warning' ? 'reached or nearly reached' : 'nearly reached'}`,
    lines: alerts.map(
      (alert) => `${metricNames[alert.metric].title}: ${shareWords(alert)}. ${sentence(alert)}`,
    ),
  };
}

function usedWords({ metric, used, limit }: UsageAlert): string {
  return `${formatAmount(metric, used)} of ${amountOf(metric, limit)}`;
}

function shareWords({ metric, used, limit }: UsageAlert): string {
  return `${formatAmount(metric, used)} of ${formatAmount(metric, limit)} used`;
}
