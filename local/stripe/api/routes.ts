import { accountRoutes } from '../resources/account';
import { balanceTransactionRoutes } from '../resources/balance-transactions';
import { chargeRoutes } from '../resources/charges';
import { checkoutSessionRoutes } from '../resources/checkout-sessions';
import { couponRoutes } from '../resources/coupons';
import { customerRoutes } from '../resources/customers';
import { disputeRoutes } from '../resources/disputes';
import { eventRoutes } from '../resources/events';
import { invoiceItemRoutes } from '../resources/invoice-items';
import { invoicePaymentRoutes } from '../resources/invoice-payments';
import { invoiceRoutes } from '../resources/invoices';
import { meterEventRoutes } from '../resources/meter-events';
import { meterRoutes } from '../resources/meters';
import { paymentIntentRoutes } from '../resources/payment-intents';
import { paymentMethodRoutes } from '../resources/payment-methods';
import { portalConfigurationRoutes } from '../resources/portal-configurations';
import { portalSessionRoutes } from '../resources/portal-sessions';
import { priceRoutes } from '../resources/prices';
import { productRoutes } from '../resources/products';
import { promotionCodeRoutes } from '../resources/promotion-codes';
import { refundRoutes } from '../resources/refunds';
import { setupIntentRoutes } from '../resources/setup-intents';
import { subscriptionItemRoutes } from '../resources/subscription-items';
import { subscriptionScheduleRoutes } from '../resources/subscription-schedules';
import { subscriptionRoutes } from '../resources/subscriptions';
import { testClockRoutes } from '../resources/test-clocks';
import { webhookEndpointRoutes } from '../resources/webhook-endpoints';
import type { Route } from './route';

/** Every route of the API that is emulated; all others answer 501. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...balanceTransactionRoutes,
  ...chargeRoutes,
  ...checkoutSessionRoutes,
  ...couponRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...invoiceRoutes,
  ...invoiceItemRoutes,
  ...invoicePaymentRoutes,
  ...meterEventRoutes,
  ...meterRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...portalConfigurationRoutes,
  ...portalSessionRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...promotionCodeRoutes,
  ...refundRoutes,
  ...setupIntentRoutes,
  ...subscriptionItemRoutes,
  ...subscriptionRoutes,
  ...subscriptionScheduleRoutes,
  ...testClockRoutes,
  ...webhookEndpointRoutes,
];
