import { expect } from '@playwright/test';
import { createJob } from '@/lib/jobs';
import { givePlan } from '@/local/test/people';
import { ownTenant } from './support/jobs';
import { test } from './support/test';
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

test('the older address of the export gives the same file, to whose plan has it', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  const refused = await page.request.get('/api/export');
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ error: 'plan_upgrade_required', feature: 'export_csv' });
  await givePlan(user.id, 'basic');
  await createJob(ownTenant(user), { title: 'Cartographer', company: 'Halcyon Maps' });
  const file = await page.request.get('/api/export');
  expect(file.headers()['content-disposition']).toMatch(/filename="foothold-jobs-\d{4}-\d\d-\d\d\.csv"/);
  expect(await file.text()).toBe(await (await page.request.get('/api/jobs/export')).text());
  expect((await page.request.get('/api/export?status=offer')).status()).toBe(200);
});

test('older addresses let in nobody whom the present ones refuse', async ({ request }) => {
  const closed = readable.filter(([, present]) => present !== '/api/billing/plans').map(([older]) => older);
  for (const older of [...closed, '/api/export']) {
    const answer = await request.get(older);
    expect([older, answer.status()]).toEqual([older, 401]);
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated' });
  }
  const forged = await request.post('/api/webhook/stripe', { data: { id: 'evt_forged' } });
  expect(forged.status()).toBe(400);
});
