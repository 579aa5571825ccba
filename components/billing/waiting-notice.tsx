import type { CurrentSubscription } from '@/lib/billing';
import type { PlanId } from '@/lib/plans';
import { Alert } from '../ui/alert';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';
import { KeepAsking } from './keep-asking';
import { waitingWords } from './waiting-words';

type WaitingNoticeProps = {
  subscription: CurrentSubscription;
  nameOf: (planId: PlanId) => string;
  /** Null for people who may not. */
  actions: { pay: BillingAction; takeBack: BillingAction; look: () => Promise<void> } | null;
};

/** The change that waits for a subscription, with the way to pay it or to take it back; nothing when none does. */
export function WaitingNotice({ subscription, nameOf, actions }: WaitingNoticeProps) {
  const words = waitingWords(subscription, nameOf);
  if (!words) return null;
  return (
    <Alert
      tone={words.pay ? 'warning' : 'info'}
      title={words.title}
      action={
        actions ? (
          <div className="flex flex-wrap items-start gap-2">
            <BillingActionForm action={actions.takeBack} label={words.keep} variant="secondary" size="sm" />
            {words.pay ? <BillingActionForm action={actions.pay} label="Pay now" size="sm" /> : null}
          </div>
        ) : null
      }
    >
      {words.text}
      {/* It may be paid in another window. */}
      {words.pay && actions ? <KeepAsking ask={actions.look} /> : null}
    </Alert>
  );
}
