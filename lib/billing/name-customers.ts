import type Stripe from 'stripe';
import { asService, type Prisma } from '@/lib/db';
import { logger, webhookProcessing } from '@/lib/observability';
import { type CustomersThing, customersThingOf, eventSchema } from './event-facts';
import { markFailed, markProcessed, messageOf } from './mark-events';
import { callStripe, isMissing, isStripeAvailable } from './stripe';
import { idOf } from './stripe-values';

/**
 * Finds out whose the due events are that name no customer: disputes, refunds and payments of invoices. The mirror knows
 * it, or else Stripe is asked, since the payment may be as new as the event. What belongs to nobody is done with. Any
 * number of workers may run it at once.
 * @returns how many were done with, and how many have to be asked about again later
 */
export async function nameCustomers(): Promise<{ processed: number; failed: number }> {
  const report = { processed: 0, failed: 0 };
  for (const event of await dueNameless()) {
    if (!isStripeAvailable()) break;
    const { id, type } = event;
    try {
      const customer = await customerBehind(event.payload);
      const outcome = customer === null ? 'ignored' : 'named';
      await asService('billing.webhook_events', async (tx) => {
        if (customer === null) await markProcessed(tx, [id], 0);
        else {
          await tx.webhookEvent.updateMany({
            where: { id, stripeCustomerId: null },
            data: { stripeCustomerId: customer },
          });
        }
      });
      if (outcome === 'named') continue;
      report.processed += 1;
      webhookProcessing.inc({ type, outcome });
    } catch (err) {
      logger.error({ err, eventId: id, type }, 'it could not be found out whose this event is');
      for (const failed of await markFailed([id], messageOf(err), 0)) webhookProcessing.inc(failed);
      report.failed += 1;
    }
  }
  return report;
}

type NamelessEvent = { id: string; type: string; payload: Prisma.JsonValue };

function dueNameless(): Promise<NamelessEvent[]> {
  return asService(
    'billing.webhook_events',
    (tx) => tx.$queryRaw<NamelessEvent[]>`
      select id, type, payload from app.webhook_events
      where status in ('received', 'failed') and next_attempt_at <= now() and stripe_customer_id is null
      order by next_attempt_at
      limit ${perRound}`,
  );
}

const perRound = 200;

async function customerBehind(payload: Prisma.JsonValue): Promise<string | null> {
  const thing = customersThingOf(eventSchema.parse(payload));
  if (!thing) return null;
  return (await mirroredCustomerOf(thing)) ?? (await customerInStripeOf(thing));
}

async function mirroredCustomerOf({ kind, id }: CustomersThing): Promise<string | null> {
  if (kind === 'charge') return null;
  const query = { where: { id }, select: { stripeCustomerId: true } };
  const row = await asService('billing.webhook_events', (tx) =>
    kind === 'invoice' ? tx.invoice.findFirst(query) : tx.payment.findFirst(query),
  );
  return row?.stripeCustomerId ?? null;
}

async function customerInStripeOf({ kind, id }: CustomersThing): Promise<string | null> {
  try {
    const { customer } = await callStripe(async (stripe): Promise<Owned> => {
      if (kind === 'invoice') return stripe.invoices.retrieve(id);
      if (kind === 'charge') return stripe.charges.retrieve(id);
      return stripe.paymentIntents.retrieve(id);
    });
    return customer === null ? null : idOf(customer);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

type Owned = Pick<Stripe.PaymentIntent, 'customer'>;
