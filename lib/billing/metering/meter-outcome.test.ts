import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { problems } from '@/lib/http';
import { meterOutcomeOf } from './meter-outcome';

const refused = (code: string, message = 'no') =>
  new Stripe.errors.StripeInvalidRequestError({ type: 'invalid_request_error', code, message });
const down = (cause: unknown) => problems.unavailable('payment service', 30, cause);
const raw = { type: 'api_error', message: 'down' } as const;

describe('meterOutcomeOf', () => {
  it('takes it for sent when the identifier is there already', () => {
    expect(meterOutcomeOf(refused('resource_already_exists'), true)).toEqual({ kind: 'sent' });
    const worded = refused('other', 'An event already exists with identifier 0199.');
    expect(meterOutcomeOf(worded, true)).toEqual({ kind: 'sent' });
  });

  it.each([
    ['no_meter', { kind: 'not_sent', stops: 'metric' }],
    ['archived_meter', { kind: 'not_sent', stops: 'metric' }],
    ['meter_event_customer_not_found', { kind: 'not_sent', stops: 'customer' }],
    ['timestamp_in_future', { kind: 'not_sent', stops: 'this' }],
    ['meter_event_invalid_value', { kind: 'not_sent', stops: 'this' }],
    ['timestamp_too_far_in_past', { kind: 'too_late' }],
  ])('reads a refusal with %s', (code, outcome) => {
    expect(meterOutcomeOf(refused(code), true)).toMatchObject(outcome);
  });

  it.each([
    ['too many requests', new Stripe.errors.StripeRateLimitError({ ...raw, type: 'rate_limit_error' })],
    ['a wrong key', new Stripe.errors.StripeAuthenticationError({ ...raw, type: 'authentication_error' })],
  ])('knows that nothing was taken for %s', (_, error) => {
    expect(meterOutcomeOf(down(error), true)).toMatchObject({ kind: 'not_sent', stops: 'customer' });
  });

  it.each([
    ['no connection', new Stripe.errors.StripeConnectionError({ ...raw })],
    ['an error of the server', new Stripe.errors.StripeAPIError({ ...raw, statusCode: 500 })],
    ['an answer that was not Stripe’s', new Stripe.errors.StripeAPIError({ ...raw, statusCode: 200 })],
    ['whatever else', new RangeError('odd')],
  ])('cannot know after %s', (_, error) => {
    expect(meterOutcomeOf(down(error), true)).toMatchObject({ kind: 'unknown' });
    expect(meterOutcomeOf(error, true)).toMatchObject({ kind: 'unknown' });
  });

  it('knows that a request which was not made brought nothing', () => {
    expect(meterOutcomeOf(down(new Error('open')), false)).toEqual({
      kind: 'not_sent',
      error: 'open',
      stops: 'all',
    });
  });
});
