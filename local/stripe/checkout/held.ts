import type { StoredLineItem } from '../core/objects';
import type { Store } from '../core/store';

/** What a Checkout session knows beyond what it shows. */
export type HeldBySession = {
  lineItems: StoredLineItem[];
  subscription: {
    metadata: Record<string, string>;
    description: string | null;
    trialDays: number;
    trialEnd: number | null;
    /** What happens at the end of a trial when there is nothing to charge. */
    missingPaymentMethod: 'cancel' | 'create_invoice';
  };
  payment: {
    metadata: Record<string, string>;
    description: string | null;
    receiptEmail: string | null;
    setupFutureUsage: 'off_session' | 'on_session' | null;
  };
  /** What of the billing details goes to the customer, beside a new one that gets all. */
  keeps: { address: boolean; name: boolean };
  /** The billing details that were typed in; null before they are asked for. */
  billing: BillingDetails | null;
  /** A payment that waits for its cardholder to authenticate. The number is a test card's. */
  authenticating: { token: string; form: CheckoutForm } | null;
};

/** Who is billed, and where. The tax id is empty when there is none. */
export type BillingDetails = {
  name: string;
  line1: string;
  city: string;
  postal_code: string;
  /** Two letters. */
  country: string;
  taxId: string;
};

/** The payment form as sent. */
export type CheckoutForm = { email: string; number: string; expiry: string; cvc: string; name: string };

/** @throws Error when there is no such session */
export function heldBy(store: Store, sessionId: string): HeldBySession {
  const held = store.readPrivate('checkout.session', sessionId);
  if (held === undefined) throw new Error(`Checkout session ${sessionId} holds nothing.`);
  // Only `hold` writes it.
  return held as HeldBySession;
}

export function hold(store: Store, sessionId: string, held: HeldBySession): void {
  store.writePrivate('checkout.session', sessionId, held);
}
