import type { Principal } from '@/lib/auth';
import { env } from '@/lib/env';
import { ProblemError, problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { customerIdOf } from './customer-id-of';
import type { PortalFlow } from './portal-flows';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isInvalidRequest, isMissing } from './stripe';
import { syncCustomer } from './sync-customer';

/**
 * Opens Stripe's billing portal for the principal's organization: payment method, invoices, cancellation.
 * @param flow only that part of it, and back when it is done
 * @returns where to send the browser; the address works once and soon
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` before the first purchase, 503 when Stripe does not
 * answer or its account has no portal
 */
export async function openPortal(principal: Principal, flow?: PortalFlow): Promise<{ url: string }> {
  requireBillingManager(principal);
  const customer = await customerIdOf(principal);
  if (!customer) throw problems.conflict(nothingToManage);
  const returnUrl = `${env().APP_URL}/billing/portal-return`;
  try {
    const session = await callStripe((stripe) =>
      stripe.billingPortal.sessions.create({
        customer,
        return_url: returnUrl,
        ...(flow
          ? {
              flow_data: {
                type: flow,
                after_completion: { type: 'redirect', redirect: { return_url: returnUrl } },
              },
            }
          : {}),
      }),
    );
    return { url: session.url };
  } catch (error) {
    if (isMissing(error, 'customer')) {
      await syncCustomer(customer);
      throw problems.conflict(nothingToManage);
    }
    if (isInvalidRequest(error)) throw notSetUp(error);
    throw error;
  }
}

const nothingToManage = 'There is nothing to manage before the first purchase; see /pricing.';

// A new Stripe account refuses every portal until somebody has saved its settings once.
function notSetUp(cause: unknown): ProblemError {
  logger.error(
    { err: cause },
    'Stripe refuses to open the billing portal. Save the customer portal settings once, in the Stripe dashboard ' +
      'under Settings, Billing, Customer portal: for live and for test mode each.',
  );
  return new ProblemError(
    503,
    'unavailable',
    'The billing portal is not ready yet. Nothing was changed, and we have been told; try again later.',
    { dependency: 'billing portal', retryAfterSeconds: 600 },
    { cause },
  );
}
