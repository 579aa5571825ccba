import { z } from 'zod';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { planIds } from '@/lib/plans';
import { cancellationSchema } from './cancellation';
import { checkoutChoiceSchema } from './checkout-choice';
import { subscriptionSchema } from './current-subscription';
import { invoiceSchema } from './invoices';
import { paymentSchema } from './payments';
import { portalFlows } from './portal-flows';
import { publicPlanSchema } from './public-plans';
import {
  changeChoiceSchema,
  changeOrderSchema,
  changeOutcomeSchema,
  changePreviewSchema,
} from './subscription-change';
import { trialStandings } from './trial-days';
import { upcomingInvoiceSchema } from './upcoming-invoice';

const tag = 'billing';
const page = z.strictObject({ limit: limitSchema, cursor: cursorSchema });
const invoiceId = z.strictObject({ id: z.string().regex(/^in_\w{1,250}$/) });
const address = z.object({ url: z.url().describe('Where to send the browser.') });

export const listPlansEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/plans',
  operationId: 'listPlans',
  summary: 'List the plans and what they cost',
  tag,
  auth: 'none',
  success: {
    status: 200,
    description: 'All plans, lowest first.',
    output: z.object({ plans: z.array(publicPlanSchema) }),
  },
});

export const getSubscriptionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/subscription',
  operationId: 'getSubscription',
  summary: 'Get the plan and the subscription behind it',
  tag,
  auth: 'session',
  scope: 'billing:read',
  success: {
    status: 200,
    description: 'The plan in effect, the live subscription and the plan that is owned for good.',
    output: z.object({
      planId: z.enum(planIds),
      subscription: subscriptionSchema.nullable().describe('Null when there is none.'),
      lifetimePlanId: z
        .enum(planIds)
        .nullable()
        .describe(
          'The plan that was bought for good; null when none was, or when it was refunded or is disputed.',
        ),
      trial: z
        .enum(trialStandings)
        .describe(
          'Whether what you would buy for this organization begins with the trial of its plan: there is one for each person and card, for the first plan of an organization.',
        ),
    }),
  },
});

export const cancelSubscriptionEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/billing/subscription',
  operationId: 'cancelSubscription',
  summary: 'Let the subscription end with the period that is paid for, or now',
  tag,
  auth: 'session',
  query: cancellationSchema.extend({
    when: z
      .enum(['period_end', 'now'])
      .default('period_end')
      .describe(
        '`now` ends it at once; what was paid for the rest of the period is not given back, and what was used above the limits is billed.',
      ),
  }),
  idempotent: true,
  success: {
    status: 200,
    description: 'It ends at `endsAt`, and until then nothing changes; or it has ended, and is null.',
    output: z.object({ subscription: subscriptionSchema.nullable() }),
  },
  problems: [409],
});

export const previewChangeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/billing/subscription/preview',
  operationId: 'previewSubscriptionChange',
  summary: 'See exactly what a change of plan, interval or seats costs',
  tag,
  auth: 'session',
  body: changeChoiceSchema,
  success: { status: 200, description: 'Nothing is changed.', output: changePreviewSchema },
  problems: [409],
});

export const changeSubscriptionEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/billing/subscription',
  operationId: 'changeSubscription',
  summary: 'Change plan, interval or seats',
  tag,
  auth: 'session',
  body: changeOrderSchema,
  idempotent: true,
  success: {
    status: 200,
    description:
      'What grows holds at once and is paid; what shrinks is scheduled for the next period; what could not be paid waits, and the old plan holds.',
    output: changeOutcomeSchema,
  },
  problems: [409],
});

export const takeBackChangeEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/billing/subscription/change',
  operationId: 'takeBackSubscriptionChange',
  summary: 'Take back a change that is scheduled or not paid yet',
  tag,
  auth: 'session',
  idempotent: true,
  success: {
    status: 200,
    description: 'The present plan goes on.',
    output: z.object({ subscription: subscriptionSchema }),
  },
  problems: [409],
});

export const resumeSubscriptionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/billing/subscription/resume',
  operationId: 'resumeSubscription',
  summary: 'Take a cancellation back',
  tag,
  auth: 'session',
  idempotent: true,
  success: {
    status: 200,
    description: 'It renews as before.',
    output: z.object({ subscription: subscriptionSchema }),
  },
  problems: [409],
});

export const createCheckoutEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/billing/checkout',
  operationId: 'createCheckout',
  summary: 'Start to buy a plan',
  tag,
  auth: 'session',
  body: checkoutChoiceSchema,
  idempotent: true,
  success: { status: 201, description: 'Checkout is open.', output: address },
  problems: [409],
});

const portalQuery = z.strictObject({
  flow: z.enum(portalFlows).optional().describe('Leads to that part alone.'),
});

// For links. Another site can at most lead a person to their own portal, and nothing is changed by getting there.
export const visitPortalEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/portal',
  operationId: 'visitPortal',
  summary: 'Go to the billing portal',
  tag,
  auth: 'session',
  query: portalQuery,
  success: { status: 303, description: 'The portal is at Stripe.', output: address },
  problems: [409],
});

export const createPortalSessionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/billing/portal',
  operationId: 'createPortalSession',
  summary: 'Open the billing portal',
  tag,
  auth: 'session',
  query: portalQuery,
  success: { status: 201, description: 'The portal is open.', output: address },
  problems: [409],
});

export const listInvoicesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/invoices',
  operationId: 'listInvoices',
  summary: 'List invoices, newest first',
  tag,
  auth: 'session',
  scope: 'billing:read',
  query: page,
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ invoices: z.array(invoiceSchema), nextCursor: z.string().nullable() }),
  },
});

export const getInvoiceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/invoices/{id}',
  operationId: 'getInvoice',
  summary: 'Get an invoice',
  tag,
  auth: 'session',
  scope: 'billing:read',
  params: invoiceId,
  success: { status: 200, description: 'The invoice.', output: invoiceSchema },
});

export const getUpcomingInvoiceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/invoices/upcoming',
  operationId: 'getUpcomingInvoice',
  summary: 'Get the invoice that comes next',
  tag,
  auth: 'session',
  scope: 'billing:read',
  success: { status: 200, description: 'As it stands now.', output: upcomingInvoiceSchema },
  problems: [404],
});

export const payInvoiceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/billing/invoices/{id}/pay',
  operationId: 'payInvoice',
  summary: 'Find where an open invoice is paid',
  tag,
  auth: 'session',
  params: invoiceId,
  success: { status: 200, description: 'Stripe’s page takes the payment.', output: address },
  problems: [409],
});

export const getInvoicePdfEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/invoices/{id}/pdf',
  operationId: 'getInvoicePdf',
  summary: 'Go to the PDF of an invoice',
  tag,
  auth: 'session',
  whileActing: 'read',
  scope: 'billing:read',
  params: invoiceId,
  success: { status: 303, description: 'The PDF is at Stripe.', output: address },
  problems: [409],
});

export const listPaymentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/payments',
  operationId: 'listPayments',
  summary: 'List payments, newest first',
  tag,
  auth: 'session',
  scope: 'billing:read',
  query: page,
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ payments: z.array(paymentSchema), nextCursor: z.string().nullable() }),
  },
});

export const stripeWebhookEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/billing/webhooks/stripe',
  operationId: 'receiveStripeWebhook',
  summary: 'Take in an event of Stripe, signed in the header Stripe-Signature',
  tag,
  auth: 'signature',
  success: {
    status: 200,
    description: 'The event is stored, now or before.',
    output: z.object({ received: z.literal(true) }),
  },
});

/** Every operation on plans and payment. */
export const billingEndpoints = [
  listPlansEndpoint,
  getSubscriptionEndpoint,
  cancelSubscriptionEndpoint,
  previewChangeEndpoint,
  changeSubscriptionEndpoint,
  takeBackChangeEndpoint,
  resumeSubscriptionEndpoint,
  createCheckoutEndpoint,
  visitPortalEndpoint,
  createPortalSessionEndpoint,
  listInvoicesEndpoint,
  getInvoiceEndpoint,
  getUpcomingInvoiceEndpoint,
  payInvoiceEndpoint,
  getInvoicePdfEndpoint,
  listPaymentsEndpoint,
  stripeWebhookEndpoint,
];
