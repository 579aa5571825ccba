import type { ReactNode } from 'react';
import type { CurrentSubscription } from '@/lib/billing';
import { Alert } from '../ui/alert';
import { type NoticeFacts, noticeWords } from './notice-words';

type SubscriptionNoticeProps = NoticeFacts & {
  /** The way to put it right; null for people who may not. */
  action: ReactNode;
};

/** What is amiss or will change about the subscription unless somebody acts; nothing when nothing will. */
export function SubscriptionNotice({ action, ...facts }: SubscriptionNoticeProps) {
  const words = noticeWords(facts);
  if (!words) return null;
  return (
    <Alert tone={words.tone} title={words.title} action={action}>
      {words.text}
    </Alert>
  );
}

/** The button of the notice: what it says, and whether it goes to Stripe's portal or resumes right here. */
export function remedyOf({ status, endsAt }: CurrentSubscription): {
  label: string;
  by: 'portal' | 'resume';
} {
  if (status === 'incomplete') return { label: 'Pay now', by: 'portal' };
  if (endsAt && status !== 'paused') return { label: 'Keep the plan', by: 'resume' };
  return { label: 'Open billing portal', by: 'portal' };
}
