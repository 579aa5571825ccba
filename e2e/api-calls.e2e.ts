import { expect } from '@playwright/test';
import { drainApiCalls, usageOf } from '@/lib/usage';
import { consume, overrideLimit } from '@/lib/usage/test-support';
import { ownTenant } from './support/jobs';
import { test } from './support/test';
import { accessTokenOf, signedInUser } from './support/users';

test('calls by a script are counted at the edge, refused past the grace, and what it reports is counted', async ({
  page,
  context,
  playwright,
}) => {
  const user = await signedInUser(context);
  const tenant = ownTenant(user);
  const token = await accessTokenOf(context);
  await overrideLimit(tenant.organizationId, 'api_calls', { quotaLimit: 20, cap: 'soft' });
  const script = await playwright.request.newContext({
    baseURL: process.env.APP_URL ?? '',
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const calls = async () => {
    await drainApiCalls();
    return (await usageOf(tenant, 'api_calls')).used;
  };

  for (let i = 0; i < 3; i++) expect((await script.get('/api/jobs')).status()).toBe(200);
  expect((await script.get('/v1/subscription/usage')).status()).toBe(200);
  const reported = await script.post('/api/usage/events', {
    data: { idempotencyKey: 'once', metric: 'documents', quantity: 2 },
  });
  expect(await reported.json()).toMatchObject({ accepted: 1 });
  // The site itself, and what needs no caller, is free.
  await page.goto('/jobs');
  expect((await page.request.get('/api/jobs')).status()).toBe(200);
  expect((await script.get('/api/billing/plans')).status()).toBe(200);
  await expect.poll(calls).toBe(5);
  expect(await usageOf(tenant, 'documents')).toMatchObject({ used: 2 });

  await consume(tenant, { api_calls: 19 });
  const refused = await script.get('/api/jobs');
  expect(refused.status()).toBe(402);
  expect(await refused.json()).toMatchObject({
    error: 'quota_exceeded',
    metric: 'api_calls',
    current: 24,
    limit: 20,
  });
  expect((await script.get('/api/auth/me')).status()).toBe(200);
  expect((await page.request.get('/api/jobs')).status()).toBe(200);
  await script.dispose();
});
