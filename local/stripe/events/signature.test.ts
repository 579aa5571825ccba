import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { signatureHeader } from './signature';

const payload = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'customer.created',
  data: { object: {} },
});
const now = () => Math.floor(Date.now() / 1000);

describe('signatureHeader', () => {
  it('is accepted by the SDK', () => {
    const event = Stripe.webhooks.constructEvent(
      payload,
      signatureHeader(payload, 'whsec_a', now()),
      'whsec_a',
    );
    expect(event.id).toBe('evt_1');
  });

  it('is refused with another secret, another payload or too old', () => {
    const verify = (body: string, header: string) => () =>
      Stripe.webhooks.constructEvent(body, header, 'whsec_a');
    expect(verify(payload, signatureHeader(payload, 'whsec_b', now()))).toThrow();
    expect(verify(`${payload} `, signatureHeader(payload, 'whsec_a', now()))).toThrow();
    expect(verify(payload, signatureHeader(payload, 'whsec_a', now() - 600))).toThrow();
  });
});
