import type { Standing } from '@/lib/billing';
import { formatMoney } from '@/lib/plans';
import { longDate } from './subscription-words';

/** See {@link bannerWords}. */
export type BannerWords = { tone: 'warning' | 'danger'; title: string; text: string };

type Reader = { planName: string; mayManage: boolean };

/** What every page says about a debt, and to whom it can be paid; null without one. Dates are UTC. */
export function bannerWords({ access, debt }: Standing, { planName, mayManage }: Reader): BannerWords | null {
  if (!debt) return null;
  const { invoice, needsAction, blocks } = debt;
  const whom = mayManage ? '' : ' Ask an owner or admin of your organization to pay.';
  if (blocks === 'change') {
    return {
      tone: 'warning',
      title: 'Your bank asks you to confirm a payment',
      text: `The change of your plan waits for it.${whom}`,
    };
  }
  const sum = invoice
    ? `${formatMoney(invoice.amount, invoice.currency)} is owed for ${planName}.`
    : `${planName} is not paid.`;
  const next = invoice?.nextAttemptAt
    ? ` We try again on ${longDate(invoice.nextAttemptAt.toISOString())}.`
    : '';
  if (access.state === 'read_only') {
    return {
      tone: 'danger',
      title: 'Read-only until it is paid',
      text: `${sum} You can look at everything, but not change it. Nothing is deleted.${whom}`,
    };
  }
  const until =
    access.state === 'grace'
      ? ` Everything works until ${longDate(access.until.toISOString())}, then it is read-only.`
      : '';
  return {
    tone: access.state === 'grace' ? 'danger' : 'warning',
    title: needsAction ? 'Your bank asks you to confirm a payment' : 'The last payment failed',
    text: `${sum}${until}${needsAction ? '' : next}${whom}`,
  };
}
