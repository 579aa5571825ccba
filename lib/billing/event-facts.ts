import { z } from 'zod';

/** What an event's handling needs to know of it. Everything else in an event may be out of date by now. */
export const eventSchema = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  api_version: z.string().nullish(),
  /** Seconds since 1970. */
  created: z.int().nonnegative(),
  livemode: z.boolean(),
  data: z.object({
    object: z.looseObject({}),
    /** What the object said before, where the event is of a change. */
    previous_attributes: z.looseObject({}).nullish(),
  }),
});
/** See {@link eventSchema}. */
export type WebhookEventFacts = z.infer<typeof eventSchema>;

/** The Stripe customer that an event is about; null when it is about none, or does not say. */
export function customerOf({ data }: Pick<WebhookEventFacts, 'data'>): string | null {
  const { object, previous_attributes: before } = data;
  const named = object.object === 'customer' ? object : object.customer;
  // What was taken from a customer names it only in its past.
  const found = referenceSchema.safeParse(named ?? before?.customer);
  if (!found.success) return null;
  return typeof found.data === 'string' ? found.data : found.data.id;
}

/** Something of a customer's, by which the customer can be found. */
export type CustomersThing = { kind: 'payment_intent' | 'charge' | 'invoice'; id: string };

/**
 * What a dispute, a refund or the payment of an invoice tells of whose it is, which need not be the customer itself; null
 * for every other event.
 */
export function customersThingOf({
  data: { object },
}: Pick<WebhookEventFacts, 'data'>): CustomersThing | null {
  const kinds = thingsNamedBy.get(String(object.object)) ?? [];
  for (const kind of kinds) {
    const found = referenceSchema.safeParse(object[kind]);
    if (found.success) return { kind, id: typeof found.data === 'string' ? found.data : found.data.id };
  }
  return null;
}

const thingsNamedBy = new Map<string, CustomersThing['kind'][]>([
  ['dispute', ['payment_intent', 'charge']],
  ['refund', ['payment_intent', 'charge']],
  ['invoice_payment', ['invoice']],
]);

/** Whether an event may mean that what `syncCustomer` mirrors has changed. All others need no work. */
export function callsForSync(type: string): boolean {
  return syncedFamilies.some((family) => type.startsWith(family));
}

const referenceSchema = z.union([z.string().min(1), z.object({ id: z.string().min(1) })]);

const syncedFamilies = [
  'charge.',
  'checkout.session.',
  'customer.deleted',
  'customer.discount.',
  'customer.subscription.',
  'customer.updated',
  'invoice.',
  'invoice_payment.',
  'payment_intent.',
  'payment_method.',
  'refund.',
  'subscription_schedule.',
];
