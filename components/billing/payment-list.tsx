import type { Payment } from '@/lib/billing';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { paymentWords } from './payment-words';
import { longDate } from './subscription-words';

/** What was paid and tried to be paid, newest first. */
export function PaymentList({ payments }: { payments: readonly Payment[] }) {
  return (
    <Card>
      <ul aria-label="Payments" className="divide-y">
        {payments.map((payment) => {
          const { amount, badge, tone, by, note } = paymentWords(payment);
          return (
            <li key={payment.id} className="flex min-h-17 items-center gap-x-4 px-5 py-3">
              <div className="grid min-w-0 flex-1 gap-0.5">
                <span className="font-medium">{longDate(payment.createdAt)}</span>
                <span className="tabular text-13 text-muted-foreground">{note ? `${by}. ${note}` : by}</span>
              </div>
              <div className="flex flex-col items-end gap-x-4 gap-y-1 sm:flex-row-reverse sm:items-center">
                <span className="tabular min-w-16 text-right font-medium">{amount}</span>
                <Badge tone={tone}>{badge}</Badge>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
