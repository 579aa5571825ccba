import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { env } from '@/lib/env';
import { ProblemError, problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { customerIdOf } from './customer-id-of';
import { portalConfiguration } from './portal-configuration';
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
  try {
    const session = await portalSession(customer, flow);
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

async function portalSession(
  customer: string,
  flow: PortalFlow | undefined,
): Promise<Stripe.BillingPortal.Session> {
  const returnUrl = `${env().APP_URL}/billing/portal-return`;
  const open = (configuration: string | null) =>
    callStripe((stripe) =>
      stripe.billingPortal.sessions.create({
        customer,
        return_url: returnUrl,
        ...(configuration ? { configuration } : {}),
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
  const configuration = await portalConfiguration();
  try {
    return await open(configuration);
  } catch (error) {
    // Another one may have taken its place since this process looked.
    if (!isInvalidRequest(error) || isMissing(error, 'customer')) throw error;
    const present = await portalConfiguration({ anew: true });
    if (present === configuration) throw error;
    return open(present);
  }
}

const nothingToManage = 'There is nothing to manage before the first purchase; see /pricing.';

// A new Stripe account refuses every portal until it has a configuration.
function notSetUp(cause: unknown): ProblemError {
  logger.error(
    { err: cause },
    'Stripe refuses to open the billing portal. `npm run stripe:sync` makes its configuration.',
  );
  return new ProblemError(
    503,
    'unavailable',
    'The billing portal is not ready yet. Nothing was changed, and we have been told; try again later.',
    { dependency: 'billing portal', retryAfterSeconds: 600 },
    { cause },
  );
}
