import type { Standing } from '@/lib/billing';
import { Alert } from '../ui/alert';
import { ButtonLink } from '../ui/button-link';
import { bannerWords } from './banner-words';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';

type PaymentBannerProps = {
  standing: Standing;
  planName: string;
  mayManage: boolean;
  /** Leads to where another card is entered. */
  changeMethod: BillingAction;
};

/** A debt, on every page, with the way to settle it; nothing without one. */
export function PaymentBanner({ standing, planName, mayManage, changeMethod }: PaymentBannerProps) {
  const words = bannerWords(standing, { planName, mayManage });
  if (!words) return null;
  const { debt } = standing;
  const invoice = debt?.invoice;
  return (
    <section aria-label="Payment" className="mb-6">
      <Alert
        tone={words.tone}
        title={words.title}
        action={
          mayManage ? (
            <div className="flex flex-wrap items-start gap-2">
              {invoice ? (
                <ButtonLink href={`/billing/pay/${invoice.id}`} size="sm">
                  {debt?.needsAction ? 'Confirm the payment' : 'Pay now'}
                </ButtonLink>
              ) : null}
              <BillingActionForm
                action={changeMethod}
                label="Update payment method"
                variant="secondary"
                size="sm"
              />
            </div>
          ) : null
        }
      >
        {words.text}
      </Alert>
    </section>
  );
}
