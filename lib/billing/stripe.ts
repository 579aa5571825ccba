import Stripe from 'stripe';
import { env } from '@/lib/env';
import { ProblemError } from '@/lib/http';
import { dependency } from '@/lib/resilience';
import { strictHttpClient } from './strict-http-client';

/**
 * Makes one call to Stripe; the only way to it. Time-outs and repeats are the SDK's: 10 seconds, twice more, under one
 * idempotency key, so that a repeat of the same call does nothing twice. A process that dies forgets that key: what must
 * not be done twice by two calls either passes a key of its own (`ensureCustomer`), or is such that a second time ends in
 * the same state (a subscription's update), or is undone by the next one (a Checkout closes those that are open).
 * @throws ProblemError 503 `unavailable` when Stripe does not answer or has just failed three times in a row;
 * Stripe's own error when it refuses the request or the card
 */
export function callStripe<T>(work: (stripe: Stripe) => Promise<T>): Promise<T> {
  return paymentService.call(() => work(client()));
}

/** Whether Stripe is called at the moment, or left alone for a while because it was down. */
export function isStripeAvailable(): boolean {
  return paymentService.isAvailable();
}

/** All pages of a list, as one. Each page is a call of its own. Errors as of {@link callStripe}. */
export async function listAll<T extends { id: string }>(page: ListPage<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const data of pagesOf(page)) all.push(...data);
  return all;
}

/** The pages of a list one by one, for what may be too long to hold at once. Otherwise as {@link listAll}. */
export async function* pagesOf<T extends { id: string }>(page: ListPage<T>): AsyncGenerator<T[], void> {
  let last: T | undefined;
  for (;;) {
    const position = { limit: 100, ...(last ? { starting_after: last.id } : {}) } as const;
    const { data, has_more } = await callStripe((stripe) => page(stripe, position));
    last = data.at(-1);
    if (last) yield data;
    if (!has_more || !last) return;
  }
}

type ListPage<T> = (
  stripe: Stripe,
  position: { limit: 100; starting_after?: string },
) => Promise<Stripe.ApiList<T>>;

/** Whether Stripe refused a request because what it names is not there or not in a state for it. */
export function isInvalidRequest(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError;
}

/** Whether Stripe refused a request with this code, such as `invoice_upcoming_none`. */
export function isRefusedWith(error: unknown, code: string): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === code;
}

/**
 * Whether Stripe refused a request because it has nothing of the id that the request names.
 * @param param only when that parameter names it, such as `customer`
 */
export function isMissing(error: unknown, param?: string): boolean {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return error.code === 'resource_missing' && (param === undefined || error.param === param);
}

/**
 * Whether an error of {@link callStripe} is one that Stripe keeps under the idempotency key of the request: it then
 * tells how it was when the key was first used, and will go on doing so for a day.
 */
export function isReplayedFailure(error: unknown): boolean {
  const told = error instanceof ProblemError ? error.cause : error;
  return told instanceof Stripe.errors.StripeError && told.headers?.['idempotent-replayed'] === 'true';
}

const paymentService = dependency({ name: 'payment service', isFailure: isStripeDown });

/**
 * Whether an error means that Stripe cannot serve us: no connection, no time, no sense in the answer, too many calls,
 * or a key that it does not take. A refused card or request is no such thing.
 */
export function isStripeDown(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const { statusCode } = error;
  // An answer that was not Stripe's carries the status it came with, which may be 200.
  if (error instanceof Stripe.errors.StripeAPIError && statusCode !== 409) return true;
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    (statusCode !== undefined && statusCode >= 500)
  );
}

function client(): Stripe {
  made ??= new Stripe(env().STRIPE_SECRET_KEY, {
    apiVersion: '2026-10-28.endive',
    httpClient: strictHttpClient(Stripe.createNodeHttpClient()),
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...address(env().STRIPE_API_URL),
  });
  return made;
}

let made: Stripe | undefined;

function address(url: string | undefined): Stripe.StripeConfig {
  if (url === undefined) return {};
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === 'https:';
  return { host: hostname, port: port || (secure ? 443 : 80), protocol: secure ? 'https' : 'http' };
}
