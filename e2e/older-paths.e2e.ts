import { expect, test } from '@playwright/test';
import { signedInUser } from './support/users';

/** Addresses that clients written for the API before this one still call. */
const readable: [older: string, present: string][] = [
  ['/v1/auth/me', '/api/auth/me'],
  ['/v1/subscription/me', '/api/billing/subscription'],
  ['/v1/subscription/usage', '/api/billing/usage'],
  ['/v1/subscription/plans', '/api/billing/plans'],
  ['/api/subscriptions/current', '/api/billing/subscription'],
];

test('older addresses answer as the present ones do', async ({ page, context }) => {
  await signedInUser(context);
  for (const [older, present] of readable) {
    const [before, now] = [await page.request.get(older), await page.request.get(present)];
    expect([older, before.status()]).toEqual([older, 200]);
    expect(await before.json()).toEqual(await now.json());
  }
  const checkout = await page.request.post('/api/subscriptions/create-checkout-session', {
    data: { planId: 'basic', interval: 'month' },
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(checkout.status()).toBe(201);
});

test('older addresses let in nobody whom the present ones refuse', async ({ request }) => {
  for (const [older] of readable.filter(([, present]) => present !== '/api/billing/plans')) {
    const answer = await request.get(older);
    expect([older, answer.status()]).toEqual([older, 401]);
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated' });
  }
  const forged = await request.post('/api/webhook/stripe', { data: { id: 'evt_forged' } });
  expect(forged.status()).toBe(400);
});
