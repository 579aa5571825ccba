import { routes } from '../api/routes';
import { eventTypes } from '../events/event-types';

/** The SDK's types that the emulator sends and takes; schemas are made of these and of what they consist of. */
export const roots = {
  /** By the value of `object`. What is missing here is refused wherever the SDK would allow it. */
  resources: {
    account: 'Account',
    'billing.meter': 'Billing.Meter',
    'billing.meter_event': 'Billing.MeterEvent',
    'billing.meter_event_adjustment': 'Billing.MeterEventAdjustment',
    'billing.meter_event_summary': 'Billing.MeterEventSummary',
    'billing_portal.configuration': 'BillingPortal.Configuration',
    'billing_portal.session': 'BillingPortal.Session',
    charge: 'Charge',
    'checkout.session': 'Checkout.Session',
    coupon: 'Coupon',
    customer: 'Customer',
    customer_balance_transaction: 'CustomerBalanceTransaction',
    discount: 'Discount',
    dispute: 'Dispute',
    invoice: 'Invoice',
    invoice_payment: 'InvoicePayment',
    invoiceitem: 'InvoiceItem',
    item: 'LineItem',
    line_item: 'InvoiceLineItem',
    payment_intent: 'PaymentIntent',
    payment_method: 'PaymentMethod',
    plan: 'Plan',
    price: 'Price',
    product: 'Product',
    promotion_code: 'PromotionCode',
    refund: 'Refund',
    setup_intent: 'SetupIntent',
    subscription: 'Subscription',
    subscription_item: 'SubscriptionItem',
    subscription_schedule: 'SubscriptionSchedule',
    'test_helpers.test_clock': 'TestHelpers.TestClock',
    webhook_endpoint: 'WebhookEndpoint',
  },
  deleted: {
    coupon: 'DeletedCoupon',
    customer: 'DeletedCustomer',
    invoice: 'DeletedInvoice',
    invoiceitem: 'DeletedInvoiceItem',
    product: 'DeletedProduct',
    'test_helpers.test_clock': 'TestHelpers.DeletedTestClock',
    webhook_endpoint: 'DeletedWebhookEndpoint',
  },
  events: [...eventTypes],
  params: [
    ...new Set(routes.flatMap(({ paramsType }) => (paramsType === undefined ? [] : [paramsType]))),
  ].sort(),
};

export type Roots = typeof roots;
