import { asService, type Transaction } from '@/lib/db';
import type { BillingNotice } from './notices';

/** The PostgreSQL channel on which workers hear that there is a mail to send. */
export const NOTICE_CHANNEL = 'foothold_billing_notices';

/**
 * Writes down what an organization's owners and admins are to be told, each key once for all time.
 * Precondition: `tx` is the service work that saw the reason; notice and state commit together.
 */
export async function writeNotices(
  tx: Transaction,
  organizationId: string,
  notices: readonly BillingNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  const { count } = await tx.billingNotice.createMany({
    data: notices.map((notice) => ({ organizationId, ...notice })),
    skipDuplicates: true,
  });
  if (count > 0) await wakeSenders(tx);
}

/**
 * Writes down what no event of Stripe brings, because only time has passed: that the grace is over, and that a trial
 * ends within three days. What is long past is nobody's news: it was told when it came, or nothing was told then.
 */
export async function writeDueNotices(): Promise<void> {
  await asService('billing.due_notices', async (tx) => {
    const readOnly = await tx.$executeRaw`
      insert into app.billing_notices (organization_id, key, kind, facts)
      select s.organization_id, 'read_only:' || s.id || ':' || extract(epoch from s.past_due_since)::bigint, 'read_only',
             jsonb_build_object('planId', s.plan_id, 'subscriptionId', s.id)
      from app.subscriptions s
      where s.status in ('past_due', 'unpaid') and s.past_due_since > now() - interval '14 days'
        and app.is_read_only(s.organization_id)
      on conflict do nothing`;
    const trials = await tx.$executeRaw`
      insert into app.billing_notices (organization_id, key, kind, facts)
      select s.organization_id, 'trial_ending:' || s.id || ':' || extract(epoch from s.trial_end)::bigint, 'trial_ending',
             jsonb_strip_nulls(jsonb_build_object('planId', s.plan_id, 'subscriptionId', s.id,
               -- What extra seats cost is not mirrored, and Stripe reckons discounts: no amount is better than a wrong one.
               'amount', case when s.extra_seats = 0 and s.discount_percent is null and s.discount_amount is null
                         then s.unit_amount * s.quantity end,
               'currency', s.currency,
               'at', to_char(s.trial_end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      from app.subscriptions s
      where s.status = 'trialing' and s.trial_end > now() and s.trial_end <= now() + interval '3 days'
        and not s.cancel_at_period_end and s.cancel_at is null
      on conflict do nothing`;
    if (readOnly + trials > 0) await wakeSenders(tx);
  });
}

// Heard when the transaction commits; a notice that nobody hears is found by the sender's schedule.
async function wakeSenders(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify(${NOTICE_CHANNEL}, '')`;
}
