import { CreditCard, TriangleAlert } from 'lucide-react';
import type { Principal } from '@/lib/auth';
import { isUnavailable, type PaymentMethod, paymentMethodOnFile } from '@/lib/billing';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';
import { paymentMethodWords } from './payment-method-words';

/** What the next payment is taken from, as Stripe tells it now, and the way to change it. */
export async function PaymentMethodLine({
  principal,
  action,
}: {
  principal: Principal;
  /** Leads to where another one is entered. */
  action: BillingAction;
}) {
  const method = await onFile(principal);
  const { name, note, tone } = wordsFor(method);
  const Icon = tone === 'plain' ? CreditCard : TriangleAlert;
  return (
    <>
      <div className="flex min-w-0 flex-[1_1_16rem] items-start gap-3">
        <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${iconTones[tone]}`} />
        <div className="grid min-w-0 gap-0.5">
          <p className="tabular font-medium">{name}</p>
          <p className={tone === 'plain' ? 'text-muted-foreground' : 'text-foreground'}>{note}</p>
        </div>
      </div>
      <BillingActionForm
        action={action}
        label={method === null ? 'Add payment method' : 'Change payment method'}
        variant={tone === 'plain' ? 'secondary' : 'primary'}
      />
    </>
  );
}

const iconTones = { plain: 'text-muted-foreground', warning: 'text-warning', danger: 'text-danger' };

async function onFile(principal: Principal): Promise<PaymentMethod | null | 'unavailable'> {
  try {
    return await paymentMethodOnFile(principal);
  } catch (error) {
    if (isUnavailable(error)) return 'unavailable';
    throw error;
  }
}

function wordsFor(method: PaymentMethod | null | 'unavailable') {
  if (method === 'unavailable') {
    const note = 'The payment service does not answer right now, so it cannot be shown.';
    return { name: 'Payment method', note, tone: 'plain' } as const;
  }
  if (method === null) {
    const note = 'There is none on file that the next payment could be taken from.';
    return { name: 'No payment method', note, tone: 'plain' } as const;
  }
  return paymentMethodWords(method, new Date());
}
