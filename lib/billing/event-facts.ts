import { z } from 'zod';

/** What an event's handling needs to know of it. Everything else in an event may be out of date by now. */
export const eventSchema = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  api_version: z.string().nullish(),
  /** Seconds since 1970. */
  created: z.int().nonnegative(),
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({}) }),
});
/** See {@link eventSchema}. */
export type WebhookEventFacts = z.infer<typeof eventSchema>;

/** The Stripe customer that an event is about; null when it is about none. */
export function customerOf({ data: { object } }: Pick<WebhookEventFacts, 'data'>): string | null {
  const found = customerSchema.safeParse(object.object === 'customer' ? object : object.customer);
  if (!found.success) return null;
  return typeof found.data === 'string' ? found.data : found.data.id;
}

/** The payment that a dispute is about, which is all that it tells of whose it is; null for every other event. */
export function disputedPaymentOf({ data: { object } }: Pick<WebhookEventFacts, 'data'>): string | null {
  const { object: type, payment_intent: intent } = object;
  return type === 'dispute' && typeof intent === 'string' ? intent : null;
}

/** Whether an event may mean that what `syncCustomer` mirrors has changed. All others need no work. */
export function callsForSync(type: string): boolean {
  return syncedFamilies.some((family) => type.startsWith(family));
}

const customerSchema = z.union([z.string().min(1), z.object({ id: z.string().min(1) })]);

const syncedFamilies = [
  'charge.',
  'checkout.session.',
  'customer.deleted',
  'customer.subscription.',
  'invoice.',
  'subscription_schedule.',
];
