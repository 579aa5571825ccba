import type { Problem } from '@/lib/http';

/** How an attempt to leave for Stripe went; a good one redirects and comes to no state. */
export type BillingActionState = { problem: Problem | null };

/** Before any attempt. */
export const untried: BillingActionState = { problem: null };

/** A server action that leads to Stripe or says why not. */
export type BillingAction = (before: BillingActionState, form: FormData) => Promise<BillingActionState>;
