import type { Principal } from '@/lib/auth';
import { isUnavailable, upcomingInvoice } from '@/lib/billing';
import { ProblemError } from '@/lib/http';
import { formatMoney } from '@/lib/plans';
import { longDate } from './subscription-words';

/** What is charged next, as Stripe reckons it now; nothing when nothing is. */
export async function UpcomingLine({ principal }: { principal: Principal }) {
  const words = await wordsFor(principal);
  return words === null ? null : <p className="tabular text-muted-foreground">{words}</p>;
}

async function wordsFor(principal: Principal): Promise<string | null> {
  try {
    const { amountDue, currency, date } = await upcomingInvoice(principal);
    return `Next invoice: ${formatMoney(amountDue, currency)} on ${longDate(date)}.`;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return null;
    if (isUnavailable(error))
      return 'The next invoice cannot be shown right now: the payment service does not answer.';
    throw error;
  }
}
