import type { AuditEntry } from '@/lib/audit';
import { isLive } from './live-statuses';
import type { BillingState } from './notices';

/** Something that became of an organization's plan, as the audit log tells it. */
export type BillingChange = Pick<AuditEntry, 'action' | 'target' | 'before' | 'after'>;

/** The part of {@link BillingState} that is looked at. */
type State = {
  planId: BillingState['planId'];
  subscriptions: readonly Pick<Subscription, 'id' | 'planId' | 'status'>[];
};

type Subscription = BillingState['subscriptions'][number];

/**
 * What a sync changed: subscriptions that began, changed or ended, and the plan in force. What had ended before it was
 * first looked at is history and no change. Of the same state on both sides nothing is told, however often it is synced.
 */
export function billingChanges(before: State, after: State): BillingChange[] {
  return [...subscriptionChanges(before, after), ...planChange(before, after)];
}

function subscriptionChanges(before: State, after: State): BillingChange[] {
  const ids = new Set([...before.subscriptions, ...after.subscriptions].map(({ id }) => id));
  return [...ids].flatMap((id): BillingChange[] => {
    const [was, now] = [liveOf(before, id), liveOf(after, id)];
    if (!was && !now) return [];
    const target = { kind: 'subscription', id };
    if (!was) return [{ action: 'subscription.started', target, after: now }];
    // One that is not there any more belongs to a customer whom Stripe has deleted.
    if (!now) return [{ action: 'subscription.ended', target, before: was, after: statusOf(after, id) }];
    const isSame = was.planId === now.planId && was.status === now.status;
    return isSame ? [] : [{ action: 'subscription.changed', target, before: was, after: now }];
  });
}

function planChange(before: State, after: State): BillingChange[] {
  if (before.planId === after.planId) return [];
  return [
    {
      action: 'plan.changed',
      target: { kind: 'plan', id: after.planId, label: after.planId },
      before: { planId: before.planId },
      after: { planId: after.planId },
    },
  ];
}

function liveOf({ subscriptions }: State, id: string): { planId: string; status: string } | null {
  const found = subscriptions.find((each) => each.id === id);
  return found && isLive(found.status) ? { planId: found.planId, status: found.status } : null;
}

function statusOf({ subscriptions }: State, id: string): { status: string } | null {
  const found = subscriptions.find((each) => each.id === id);
  return found ? { status: found.status } : null;
}
