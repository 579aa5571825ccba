import Stripe from 'stripe';
import { ProblemError } from '@/lib/http';

/**
 * What became of a meter event:
 * - `sent`: Stripe has it, from this request or from an earlier one
 * - `not_sent`: this request did not bring it there; `stops` is what the same would happen to now
 * - `too_late`: nor will any other, for it lies too far back
 * - `unknown`: Stripe may have it or not
 */
export type MeterOutcome =
  | { kind: 'sent' }
  | { kind: 'not_sent'; error: string; stops: 'this' | 'customer' | 'metric' | 'all' }
  | { kind: 'too_late'; error: string }
  | { kind: 'unknown'; error: string };

/**
 * Reads what a failed request for a meter event means.
 * Precondition: the SDK did not repeat the request by itself, or its last answer would say nothing of those before.
 * @param wasMade false when the circuit was open, so that there was no request
 */
export function meterOutcomeOf(error: unknown, wasMade: boolean): MeterOutcome {
  const told = error instanceof ProblemError ? (error.cause ?? error) : error;
  const message = messageOf(told);
  if (!wasMade) return { kind: 'not_sent', error: message, stops: 'all' };
  if (told instanceof Stripe.errors.StripeInvalidRequestError) return refusal(told, message);
  const turnedAway =
    told instanceof Stripe.errors.StripeRateLimitError ||
    told instanceof Stripe.errors.StripeAuthenticationError ||
    told instanceof Stripe.errors.StripePermissionError;
  if (turnedAway) return { kind: 'not_sent', error: message, stops: 'customer' };
  return { kind: 'unknown', error: message };
}

function refusal({ code }: Stripe.errors.StripeInvalidRequestError, message: string): MeterOutcome {
  if (code === 'resource_already_exists' || /already exists with identifier/i.test(message)) {
    return { kind: 'sent' };
  }
  switch (code) {
    case 'timestamp_too_far_in_past':
      return { kind: 'too_late', error: message };
    case 'no_meter':
    case 'archived_meter':
      return { kind: 'not_sent', error: message, stops: 'metric' };
    case 'meter_event_customer_not_found':
    case 'resource_missing':
      return { kind: 'not_sent', error: message, stops: 'customer' };
    default:
      return { kind: 'not_sent', error: message, stops: 'this' };
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
