import { z } from 'zod';
import { ProblemError } from '@/lib/http';
import { callStripe } from '../stripe';
import { Refusal, type StripeAccount } from './stripe-account';
import type { Organization } from './world';

/** A failure of Stripe's at some call of an operation. */
export type Fault = {
  /** So many calls succeed first. */
  skip: number;
  /** Only calls that change something, or all. */
  only: 'writes' | 'all';
  /** The call is not made; it is not made, and its idempotency key is spoiled; it is made, and its answer is lost. */
  effect: 'before' | 'kept' | 'after';
  /** Whether Stripe's client asks again, as it does unless told otherwise. It waits for half a second then. */
  isRetried: boolean;
};

/** How an operation ended: done, refused by a rule of ours or Stripe's, or given up because Stripe had failed. */
export type Outcome = 'done' | 'refused' | 'unavailable';

/** What one command of a history acts with. */
export type Turn = {
  account: StripeAccount;
  organization: Organization;
  /** Runs an operation of ours as a person asks for it. Undefined when it was not done. @throws what is not to happen */
  ask<T>(operation: () => Promise<T>): Promise<T | undefined>;
  /** Does something at Stripe itself, as its pages or the dashboard would. Undefined when Stripe refuses it. */
  atStripe<T>(act: () => Promise<T>): Promise<T | undefined>;
  /** How each operation ended so far. */
  outcomes: Outcome[];
  /** Notes that the mirror was written last by a sync of this very state. */
  isSynced: boolean;
};

/** Begins a command's turn; `fault` strikes while our operations run. */
export function beginTurn(account: StripeAccount, organization: Organization, fault: Fault | null): Turn {
  const turn: Turn = {
    account,
    organization,
    outcomes: [],
    isSynced: false,
    ask: async (operation) => {
      turn.isSynced = false;
      try {
        const result = await underFault(account, fault, operation);
        turn.outcomes.push('done');
        return result;
      } catch (error) {
        turn.outcomes.push(legalEnd(error, fault));
        return undefined;
      }
    },
    atStripe: async (act) => {
      turn.isSynced = false;
      try {
        const result = await act();
        turn.outcomes.push('done');
        return result;
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error;
        turn.outcomes.push('refused');
        return undefined;
      }
    },
  };
  return turn;
}

/** Runs work during which Stripe fails as ordered. */
export async function underFault<T>(
  account: StripeAccount,
  fault: Fault | null,
  work: () => Promise<T>,
): Promise<T> {
  if (fault === null) return work();
  const { skip, only, effect, isRetried } = fault;
  const order = {
    ...(only === 'writes' && { method: 'POST' }),
    skip,
    effect,
    ...(!isRetried && { should_retry: false }),
  };
  await account.control('POST', '/faults', order, z.unknown());
  try {
    return await work();
  } finally {
    await account.control('DELETE', '/faults', {}, z.unknown());
    // Three failures in a row, here of three steps, would have Stripe left alone for half a minute. Others call it, too.
    await callStripe((stripe) => stripe.products.list({ limit: 1 }));
  }
}

// A rule of ours refused it, or Stripe had been ordered to fail. All else is a finding.
function legalEnd(error: unknown, fault: Fault | null): Outcome {
  if (!(error instanceof ProblemError)) throw error;
  if (error.status < 500) return 'refused';
  if (error.code === 'unavailable' && fault !== null) return 'unavailable';
  throw error;
}
