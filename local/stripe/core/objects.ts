import type Stripe from 'stripe';

/** The types of object this emulator keeps, by the value of their `object` field, as they lie in the store. */
export type StoredObjects = {
  'billing.meter': Stored<Stripe.Billing.Meter>;
  'billing.meter_event': StoredMeterEvent;
  'billing_portal.configuration': Stored<Stripe.BillingPortal.Configuration>;
  'billing_portal.session': Stored<Stripe.BillingPortal.Session>;
  charge: Stored<Stripe.Charge>;
  'checkout.session': Stored<Stripe.Checkout.Session>;
  coupon: Stored<Stripe.Coupon>;
  customer: Stored<Stripe.Customer>;
  customer_balance_transaction: Stored<Stripe.CustomerBalanceTransaction>;
  discount: Stored<Stripe.Discount>;
  dispute: Stored<Stripe.Dispute>;
  event: StoredEvent;
  invoice: Stored<Stripe.Invoice>;
  invoice_payment: Stored<Stripe.InvoicePayment>;
  invoiceitem: Stored<Stripe.InvoiceItem>;
  payment_intent: Stored<Stripe.PaymentIntent>;
  payment_method: Stored<Stripe.PaymentMethod>;
  price: Stored<Stripe.Price>;
  product: Stored<Stripe.Product>;
  promotion_code: Stored<Stripe.PromotionCode>;
  refund: Stored<Stripe.Refund>;
  setup_intent: Stored<Stripe.SetupIntent>;
  subscription: Stored<Stripe.Subscription>;
  subscription_schedule: Stored<Stripe.SubscriptionSchedule>;
  'test_helpers.test_clock': Stored<Stripe.TestHelpers.TestClock>;
  webhook_endpoint: Stored<Stripe.WebhookEndpoint>;
};

export type ObjectType = keyof StoredObjects;
export type StoredObject = StoredObjects[ObjectType];

/** Parts of other objects that are never rows of their own. */
export type StoredSubscriptionItem = Stored<Stripe.SubscriptionItem>;
export type StoredLineItem = Stored<Stripe.LineItem>;
export type StoredInvoiceLine = Stored<Stripe.InvoiceLineItem>;
export type StoredPlan = Stored<Stripe.Plan>;
export type StoredCard = Stored<Stripe.PaymentMethod.Card>;

/** An event with the object as it was when the event happened. */
export type StoredEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** Reported usage, with what was read out of its payload. The id is made of the client's identifier and never shown. */
export type StoredMeterEvent = Stored<Stripe.Billing.MeterEvent> & {
  id: string;
  customer: string;
  value: number;
};

/**
 * An SDK type as it is stored and sent: decimals are strings, and a field that may hold an object or its id holds
 * the id (objects appear only when a request expands them).
 */
type Stored<T> = T extends Stripe.Decimal
  ? string
  : T extends Primitive
    ? T
    : T extends readonly (infer Item)[]
      ? Stored<Unexpanded<Item>>[]
      : { [Key in keyof T]: Stored<Unexpanded<T[Key]>> };

type Primitive = string | number | boolean | null | undefined;
type Unexpanded<T> = string extends T ? Exclude<T, { id: string }> : T;
