import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { openCheckout, pay } from './shop';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const events = async () => (await emulator.stripe.events.list({ limit: 100 })).data.map(({ id }) => id);

describe('cards that fail', () => {
  it.each([
    ['4000000000000002', 'declined'],
    ['4000000000009995', 'insufficient funds'],
    ['4000000000000069', 'expired'],
    ['4000000000000127', 'security code is incorrect'],
    ['4000000000000119', 'error occurred while processing'],
    ['4000000000000341', 'declined'],
    ['4100000000000019', 'declined'],
    ['4000000000003220', 'test card'],
    ['6011111111111117', 'test card'],
    ['4242424242424241', 'number is invalid'],
  ])('%s says so and leaves nothing behind', async (number, sentence) => {
    const { stripe } = emulator;
    const session = await openCheckout(stripe);
    const before = await events();
    const answer = await pay(session, number);
    expect(answer.status).toBe(402);
    expect(await answer.text()).toContain(sentence);
    expect(await events()).toEqual(before);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'open',
      subscription: null,
    });
    const subscriptions = await stripe.subscriptions.list({
      customer: String(session.customer),
      status: 'all',
    });
    expect(subscriptions.data).toEqual([]);
    // The same page still takes a good card.
    expect((await pay(session)).status).toBe(303);
  });
});

describe('other numbers like a Visa’s', () => {
  it('succeed, each as a card of its own', async () => {
    const fingerprintOf = async (number: string) => {
      const { stripe } = emulator;
      const session = await openCheckout(stripe);
      expect((await pay(session, number)).status).toBe(303);
      const { data } = await stripe.customers.listPaymentMethods(String(session.customer));
      return data[0]?.card?.fingerprint;
    };
    const first = await fingerprintOf('4111 1111 1111 1111');
    expect(first).toBe(await fingerprintOf('4111111111111111'));
    expect(first).not.toBe(await fingerprintOf('4012888888881881'));
  });
});

describe('cards that ask for authentication', () => {
  const authenticate = async (location: string | null, outcome: string) => {
    const url = new URL(location ?? '', emulator.service.url);
    expect(await (await fetch(url)).text()).toContain('Complete authentication');
    const body = new URLSearchParams({ token: url.searchParams.get('token') ?? '', outcome });
    return fetch(new URL(url.pathname, url), { method: 'POST', body, redirect: 'manual' });
  };

  it.each(['4000002500003155', '4000002760003184'])('%s pays when the holder agrees', async (number) => {
    const session = await openCheckout(emulator.stripe);
    const asked = await pay(session, number);
    expect((await emulator.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    const answer = await authenticate(asked.headers.get('location'), 'complete');
    expect(answer.headers.get('location')).toContain('/success?session=');
    expect((await emulator.stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete');
  });

  it('says so when the holder refuses, and once answered the question is over', async () => {
    const session = await openCheckout(emulator.stripe);
    const asked = await pay(session, '4000002500003155');
    const location = asked.headers.get('location');
    const refused = await authenticate(location, 'fail');
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain('unable to authenticate');
    const again = await fetch(new URL(location ?? '', emulator.service.url), { redirect: 'manual' });
    expect(again.status).toBe(303);
    expect((await emulator.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  });

  it('4000008260003178 is refused for lack of funds after authentication', async () => {
    const session = await openCheckout(emulator.stripe);
    const asked = await pay(session, '4000008260003178');
    const answer = await authenticate(asked.headers.get('location'), 'complete');
    expect(answer.status).toBe(402);
    expect(await answer.text()).toContain('insufficient funds');
  });
});
