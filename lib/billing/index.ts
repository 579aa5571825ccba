export { cancelSubscription } from './cancel-subscription';
export { cancellationSchema } from './cancellation';
export { changePlan } from './change-plan';
export { type CheckoutChoice, checkoutChoiceSchema, seatsIn } from './checkout-choice';
export { choiceQuery } from './choice-query';
export { type CurrentSubscription, currentSubscription, subscriptionSchema } from './current-subscription';
export { customerIdOf } from './customer-id-of';
export { endSubscription } from './end-subscription';
export { billingEndpoints } from './endpoints';
export { ensureCustomer } from './ensure-customer';
export { type CheckoutResult, finishCheckout } from './finish-checkout';
export { PAYLOAD_DAYS } from './forget-payloads';
export { getInvoice, type Invoice, invoicePdf, listInvoices } from './invoices';
export { isUnavailable } from './is-unavailable';
export { type LifetimeGrant, lifetimeGrants, lifetimeGrantsIn } from './lifetime-grant';
export { type NoticeFacts, noticeFactsSchema } from './notices';
export { openPortal } from './open-portal';
export { payInvoice } from './pay-invoice';
export { type PaymentMethod, paymentMethodOnFile } from './payment-method';
export { listPayments, type Payment } from './payments';
export { previewChange } from './preview-change';
export { type ProcessReport, processWebhookEvents } from './process-webhook-events';
export { type PublicPlan, publicPlans } from './public-plans';
export { applyPlan, identifyAccount, planAccount, pushCatalogue } from './push-catalogue';
export { receiveWebhook } from './receive-webhook';
export { type Reconciliation, reconcile } from './reconcile';
export { isReconcilingIn, type OrderOutcome, orderReconciliationIn } from './reconciliation-orders';
export { refreshBilling } from './refresh-billing';
export {
  type ReplayReport,
  type ReplaySelection,
  replayPageIn,
  replayWebhookEvents,
  type WebhookEventFilter,
  webhookEventConditions,
} from './replay-webhook-events';
export { canManageBilling } from './require-billing-manager';
export { resumeSubscription } from './resume-subscription';
export { sellsSeats } from './sells-seats';
export {
  type CheckoutInterval,
  checkoutIntervals,
  isSold,
  type SoldInterval,
  soldIntervals,
} from './sold-intervals';
export { type Debt, type Standing, standingOf } from './standing';
export { startCheckout } from './start-checkout';
export { stopRenewal } from './stop-renewal';
export { isStripeAvailable } from './stripe';
export { customerPage } from './stripe-dashboard';
export {
  type ChangeChoice,
  type ChangeOutcome,
  type ChangePreview,
  changeChoiceSchema,
  changeOrderSchema,
} from './subscription-change';
export { syncCustomer } from './sync-customer';
export { planWords, stepWords } from './sync-words';
export { takeBackChange } from './take-back-change';
export { billingTasks } from './tasks';
export { type TrialStanding, trialDaysOf, trialStandingOf } from './trial-days';
export { unpaidChange } from './unpaid-change';
export { type UpcomingInvoice, upcomingInvoice } from './upcoming-invoice';
export { windUpCustomer } from './wind-up-customer';
export { NOTICE_CHANNEL } from './write-notices';
