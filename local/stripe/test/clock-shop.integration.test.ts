import { afterAll, beforeAll, expect, it } from 'vitest';
import { clockShop } from './clock-shop';
import { startEmulator, type TestEmulator } from './emulator';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

it('a shop leaves no customer, subscription, clock or product on sale in the account', async () => {
  const { stripe } = emulator;
  const shop = clockShop(stripe);
  const payer = await shop.payer();
  const { id: price } = await shop.monthly(2_900);
  const { id } = await stripe.subscriptions.create({ customer: payer.customer, items: [{ price }] });
  await shop.close();
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled' });
  expect(await stripe.customers.retrieve(payer.customer)).toMatchObject({ deleted: true });
  expect((await stripe.testHelpers.testClocks.list()).data).toEqual([]);
  expect((await stripe.products.list({ active: true })).data).toEqual([]);
});
