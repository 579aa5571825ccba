import { isOwnPortal } from './read-account';
import { listAll } from './stripe';

/**
 * Stripe's id of the portal configuration that `stripe:sync` keeps; null where it has not run yet, after which portals
 * open with the account's own settings. Looked up once per process and kept while it works. Errors as of `callStripe`.
 * @param anew look it up again: Stripe did not take the one that is kept
 */
export async function portalConfiguration({ anew = false } = {}): Promise<string | null> {
  if (anew) kept = undefined;
  if (kept === undefined) {
    const all = await listAll((stripe, position) =>
      stripe.billingPortal.configurations.list({ active: true, ...position }),
    );
    kept = all.find(isOwnPortal)?.id;
  }
  return kept ?? null;
}

let kept: string | undefined;
