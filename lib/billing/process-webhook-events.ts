import { setTimeout as sleep } from 'node:timers/promises';
import { asService, type Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import { isOn } from '@/lib/flags';
import { logger, webhookProcessing } from '@/lib/observability';
import { tryLockCustomer } from './customer-lock';
import { markFailed, markProcessed, messageOf } from './mark-events';
import { mirrorCustomer } from './mirror-customer';
import { nameCustomers } from './name-customers';
import { isStripeAvailable } from './stripe';

/** How many events were dealt with and how many failed and will be tried again, or are dead now. */
export type ProcessReport = { processed: number; failed: number };

/**
 * Processes every stored event that is due: one sync per customer, however many of its events wait. The sync and the
 * mark on its events commit together, so a process that dies on the way leaves them due, for itself or another. Any
 * number of workers may run it at once. A customer whose sync fails is tried again later, without holding up others.
 * While Stripe is down nothing is attempted, and nothing at all while `FF_STRIPE_WEBHOOKS_ENABLED` is off.
 */
export async function processWebhookEvents(): Promise<ProcessReport> {
  const report: ProcessReport = { processed: 0, failed: 0 };
  if (!(await isOn('FF_STRIPE_WEBHOOKS_ENABLED'))) return report;
  // Only who has worked can have hidden an event that was just being stored.
  let looksLeft = 0;
  for (;;) {
    const nameless = await nameCustomers();
    report.processed += nameless.processed;
    report.failed += nameless.failed;
    const customers = await dueCustomers();
    if (customers.length === 0) {
      if (looksLeft === 0) return report;
      looksLeft -= 1;
      await sleep(afterthoughtMs);
      continue;
    }
    looksLeft = 1;
    const busy = await processAll(customers, report);
    if (!isStripeAvailable()) return report;
    // Somebody else works on all that is left, perhaps since before these events came: look again when it is done.
    if (busy === customers.length) await sleep(busyPauseMs);
  }
}

const customersPerRound = 200;
const busyPauseMs = 100;
// An event that is stored while another one waits wakes nobody: see app.store_webhook_event. Longer than storing takes.
const afterthoughtMs = 500;

function dueCustomers(): Promise<string[]> {
  return asService('billing.webhook_events', async (tx) => {
    const rows = await tx.$queryRaw<{ stripe_customer_id: string }[]>`
      select stripe_customer_id from app.webhook_events
      where status in ('received', 'failed') and next_attempt_at <= now() and stripe_customer_id is not null
      group by stripe_customer_id
      order by min(next_attempt_at)
      limit ${customersPerRound}`;
    return rows.map((row) => row.stripe_customer_id);
  });
}

/** Processes the customers, a few at a time, and answers how many were busy elsewhere. */
async function processAll(customers: string[], report: ProcessReport): Promise<number> {
  const waiting = [...customers];
  let busy = 0;
  const lane = async () => {
    for (let customer = waiting.shift(); customer !== undefined; customer = waiting.shift()) {
      if (!isStripeAvailable()) return;
      const result = await processCustomer(customer);
      if (result === 'busy') busy += 1;
      else {
        report.processed += result.processed;
        report.failed += result.failed;
      }
    }
  };
  await Promise.all(Array.from({ length: env().WEBHOOK_CONCURRENCY }, lane));
  return busy;
}

async function processCustomer(stripeCustomerId: string): Promise<ProcessReport | 'busy'> {
  const began = Date.now();
  let claimed: ClaimedEvent[] = [];
  try {
    const result = await asService(
      'billing.webhook_events',
      async (tx) => {
        if (!(await tryLockCustomer(tx, stripeCustomerId))) return 'busy';
        claimed = await claimEvents(tx, stripeCustomerId);
        if (claimed.length === 0) return { processed: 0, failed: 0 };
        await mirrorCustomer(tx, stripeCustomerId);
        await markProcessed(tx, claimed.map(idOf), Date.now() - began);
        return { processed: claimed.length, failed: 0 };
      },
      { pool: 'slow' },
    );
    // Only what is committed counts.
    if (result !== 'busy')
      for (const { type } of claimed) webhookProcessing.inc({ type, outcome: 'processed' });
    return result;
  } catch (err) {
    // Without a claim it was the database that failed, and then there is nothing to write it to.
    if (claimed.length === 0) throw err;
    logger.error({ err, stripeCustomerId, events: claimed.length }, 'syncing after webhook events failed');
    const failed = await markFailed(claimed.map(idOf), messageOf(err), Date.now() - began);
    for (const { type, outcome } of failed) webhookProcessing.inc({ type, outcome });
    return { processed: 0, failed: claimed.length };
  }
}

type ClaimedEvent = { id: string; type: string };

const idOf = ({ id }: ClaimedEvent) => id;

function claimEvents(tx: Transaction, stripeCustomerId: string): Promise<ClaimedEvent[]> {
  return tx.$queryRaw<ClaimedEvent[]>`
    select id, type from app.webhook_events
    where stripe_customer_id = ${stripeCustomerId}
      and status in ('received', 'failed') and next_attempt_at <= now()
    for update skip locked`;
}
