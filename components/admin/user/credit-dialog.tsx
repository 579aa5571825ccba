'use client';

import { useRef } from 'react';
import { creditQuotaAction } from '@/app/(admin)/admin/entitlement-actions';
import { amountOf, formatAmount, type Metric, metricNames } from '@/lib/plans';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { ReasonDialog } from '../reason-dialog';

type CreditDialogProps = {
  organizationId: string;
  name: string;
  metric: Metric;
  used: number;
  /** What was used above the limit and is billed. */
  overage: number;
};

/** Takes back what was used of a metric in its present period. */
export function CreditDialog({ organizationId, name, metric, used, overage }: CreditDialogProps) {
  const { title } = metricNames[metric];
  // One key per amount: asked for again after a lost answer, it counts once.
  const attempt = useRef<{ quantity: number; key: string }>(null);
  const credit = (quantity: number, reason: string) => {
    const key = attempt.current?.quantity === quantity ? attempt.current.key : crypto.randomUUID();
    attempt.current = { quantity, key };
    return creditQuotaAction(organizationId, { key, metric, quantity }, reason);
  };
  return (
    <ReasonDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Credit ${title}`}>
          Credit
        </Button>
      }
      title={`Credit ${title.toLowerCase()} of ${name}`}
      description={`They have used ${amountOf(metric, used)} in this period. What you credit counts as not used, from now on.`}
      confirmLabel="Credit"
      fields={
        <div className="grid gap-4">
          <Field
            label={metric === 'storage_bytes' ? 'Bytes' : 'How many'}
            hint={`At most the ${formatAmount(metric, used)} that were used. What is reserved stays reserved.`}
          >
            <Input
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={used}
              step={1}
              defaultValue={used}
              autoComplete="off"
            />
          </Field>
          <p className="text-13 text-muted-foreground">
            {overage > 0
              ? `${amountOf(metric, overage)} above the limit are on the bill already, and stay there: the credit makes room below the limit only. To give money back, refund it in Stripe.`
              : 'Nothing that is billed already is touched by it. It cannot be taken back.'}
          </p>
        </div>
      }
      onConfirm={(reason, given) => credit(Number(given.get('quantity')), reason)}
      done={({ credited, used: left }) => {
        attempt.current = null;
        return credited === 0
          ? 'Nothing was used any more'
          : `${amountOf(metric, credited)} credited, ${formatAmount(metric, left)} used now`;
      }}
    />
  );
}
