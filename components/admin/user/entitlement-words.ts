import type { EntitlementsOverview, OverrideStanding } from '@/lib/admin';
import { amountOf, type Feature, metricNames } from '@/lib/plans';
import { longDate } from '../../billing/subscription-words';

/** What people call a rate limit. */
export const rateLimitNames = {
  session_requests_per_minute: 'Requests by session, per minute',
  key_requests_per_hour: 'Requests by API key, per hour',
  run_starts_per_hour: 'Run starts, per hour',
} as const;

/** A feature as people read it: "Advanced search". */
export function featureWords(feature: Feature): string {
  const words = feature
    .replaceAll('_', ' ')
    .replace(/\bcsv\b/, 'CSV')
    .replace(/\bai\b/, 'AI');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What gives the plan in force, as a badge and a sentence. Dates are UTC. */
export function sourceWords(overview: EntitlementsOverview): { badge: string; text: string } {
  const { source, grant, entitlements, subscriptions, lifetimes } = overview;
  if (source === 'subscription') {
    const found = subscriptions.find(({ planId }) => planId === entitlements.planId);
    const status = found
      ? `${found.status.replace('_', ' ')}, period ends ${longDate(found.currentPeriodEnd)}`
      : '';
    return {
      badge: 'Subscription',
      text: found ? `Subscription ${found.id}: ${status}.` : 'By a subscription.',
    };
  }
  if (source === 'lifetime') {
    const found = lifetimes.find(({ planId }) => planId === entitlements.planId);
    return {
      badge: 'Bought for good',
      text: found ? `Payment ${found.paymentId} of ${longDate(found.boughtAt)}.` : 'By a payment.',
    };
  }
  if (source === 'grant' && grant) {
    return { badge: grant.endsAt ? `Given until ${longDate(grant.endsAt)}` : 'Given', text: byWords(grant) };
  }
  return entitlements.readOnly
    ? { badge: 'Owes', text: 'What it had is not paid for: everything can be read, nothing changed.' }
    : { badge: 'Nothing paid', text: 'No subscription, no purchase and no given plan counts now.' };
}

/** Who gave something and why: "“A prize”, by ada@example.com". */
export function byWords({ reason, by }: { reason: string; by: string | null }): string {
  return by ? `“${reason}”, by ${by}` : `“${reason}”`;
}

/** What an override sets: its name and its value. */
export function overrideWords(override: OverrideStanding): { name: string; value: string } {
  const { enabled, quotaLimit, cap, rate } = override;
  switch (override.kind) {
    case 'feature':
      return { name: featureWords(override.subject), value: enabled ? 'Given' : 'Taken away' };
    case 'rate_limit':
      return { name: rateLimitNames[override.subject], value: (rate ?? 0).toLocaleString('en-US') };
    default: {
      const limit = quotaLimit === null ? 'Unlimited' : amountOf(override.subject, quotaLimit);
      return { name: metricNames[override.subject].title, value: cap ? `${limit}, ${cap} cap` : limit };
    }
  }
}

/** Until when something holds. */
export function untilWords(end: string | null, isRunning: boolean): string {
  if (end === null) return 'No end';
  return isRunning ? `Until ${longDate(end)}` : `Ended ${longDate(end)}`;
}

/** The end of a day in UTC as an end of something given; null for no day. */
export function endOfDay(date: string): string | null {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T23:59:59.999Z` : null;
}

/** Whether what was used of a metric can be credited: what never resets is what is there. */
export function isCreditable(quota: { period: string; used: number }): boolean {
  return quota.period !== 'total' && quota.used > 0;
}
