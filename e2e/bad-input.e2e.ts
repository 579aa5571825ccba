import { type APIResponse, expect } from '@playwright/test';
import { jobsOf, secondUserWithJob } from './support/jobs';
import { test } from './support/test';
import { accessTokenOf, expireSession, signedInUser, tamperWithSession } from './support/users';

/** Hostile and mistaken requests against the running product: each gets its problem and changes nothing. */
const origin = () => ({ origin: process.env.APP_URL ?? '' });
const posting = { title: 'Engineer', company: 'Halcyon' };

test.describe('a wrong body', () => {
  test.beforeEach(({ context }) => signedInUser(context));

  const json = { 'content-type': 'application/json' };
  const cases: [
    name: string,
    body: string,
    headers: Record<string, string>,
    status: number,
    issue?: string,
  ][] = [
    ['that is not JSON', '{"title":', json, 400],
    [
      'of another content type',
      'title=Engineer',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
    [
      'past three quarters of a megabyte',
      JSON.stringify({ ...posting, notes: 'x'.repeat(768 * 1024) }),
      json,
      413,
    ],
    ['with a wrong type', JSON.stringify({ ...posting, title: 7 }), json, 422, 'title'],
    ['with a field missing', JSON.stringify({ title: 'Engineer' }), json, 422, 'company'],
    [
      'with a script for an address',
      JSON.stringify({ ...posting, url: 'javascript:alert(1)' }),
      json,
      422,
      'url',
    ],
    ['with an unknown status', JSON.stringify({ ...posting, status: 'hired' }), json, 422, 'status'],
    [
      'that names another organization',
      JSON.stringify({ ...posting, organizationId: crypto.randomUUID() }),
      json,
      422,
      '',
    ],
    ['that is a list', '[]', json, 422, ''],
    ['that is null', 'null', json, 422, ''],
    ['with a NUL character', JSON.stringify({ ...posting, title: 'a\u0000b' }), json, 422, 'title'],
    [
      'with a NUL character in the address',
      JSON.stringify({ ...posting, url: 'https://example.test/\u0000' }),
      json,
      422,
      'url',
    ],
    ['with half a character', '{"title":"\\ud800","company":"x"}', json, 422, 'title'],
  ];
  for (const [name, data, headers, status, issue] of cases) {
    test(`${name} is refused`, async ({ request, page }) => {
      const answer = await page.request.post('/api/jobs', {
        data: Buffer.from(data),
        headers: { ...headers, ...origin() },
      });
      const problem = await problemOf(answer, status, 'invalid_request');
      if (issue !== undefined)
        expect(problem.issues).toContainEqual(expect.objectContaining({ path: issue }));
      expect(await jobsOf(page.request)).toHaveLength(0);
      expect((await request.get('/api/health/live')).ok()).toBe(true);
    });
  }
});

test('a wrong query is refused', async ({ page, context }) => {
  await signedInUser(context);
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=!!', 'status=hired', 'limit=1&limit=2']) {
    await problemOf(await page.request.get(`/api/jobs?${query}`), 422, 'invalid_request');
  }
});

test('unknown ids, other people’s ids and ids that are none look the same', async ({
  page,
  context,
  browser,
}) => {
  await signedInUser(context);
  const theirs = await secondUserWithJob(browser);
  for (const id of [crypto.randomUUID(), theirs.id, 'not-an-id', '1%27%20or%20true', '%', '%E0%A4%A']) {
    const path = `/api/jobs/${id}`;
    await problemOf(await page.request.get(path), 404, 'not_found');
    await problemOf(
      await page.request.patch(path, { data: { title: 'Mine' }, headers: origin() }),
      404,
      'not_found',
    );
    await problemOf(await page.request.put(path, { data: posting, headers: origin() }), 404, 'not_found');
    await problemOf(await page.request.delete(path, { headers: origin() }), 404, 'not_found');
  }
  for (const id of [crypto.randomUUID(), theirs.id, 'not-an-id']) {
    const answer = await page.goto(`/jobs/${id}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
  }
  expect(await theirs.read()).toEqual(theirs.job);
});

test('an unknown address and a wrong method are problems too', async ({ page, context }) => {
  await signedInUser(context);
  await problemOf(await page.request.get('/api/nothing/here'), 404, 'not_found');
  const wrong = await page.request.delete('/api/jobs', { headers: origin() });
  await problemOf(wrong, 405, 'method_not_allowed');
  expect(wrong.headers().allow).toBe('GET, POST');
});

test('nobody gets nothing', async ({ request }) => {
  for (const path of ['/api/jobs', '/api/auth/me', '/api/billing/subscription', '/api/billing/usage']) {
    await problemOf(await request.get(path), 401, 'unauthenticated');
  }
  for (const token of ['x', 'a.b.c', `Bearer ${'x'.repeat(7000)}`]) {
    await problemOf(
      await request.get('/api/jobs', { headers: { authorization: `Bearer ${token}` } }),
      401,
      'unauthenticated',
    );
  }
});

test('a tampered cookie and an expired token are nobody’s', async ({ page, context }) => {
  await signedInUser(context);
  await tamperWithSession(context);
  await problemOf(
    await page.request.post('/api/jobs', { data: posting, headers: origin() }),
    401,
    'unauthenticated',
  );
  await context.clearCookies();
  await signedInUser(context);
  await expireSession(context);
  const ended = { authorization: `Bearer ${await accessTokenOf(context)}` };
  await problemOf(await page.request.get('/api/jobs', { headers: ended }), 401, 'unauthenticated');
});

test('a change by cookie from another site is refused', async ({ page, context }) => {
  await signedInUser(context);
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    {},
  ];
  for (const headers of foreign) {
    await problemOf(await page.request.post('/api/jobs', { data: posting, headers }), 403, 'forbidden');
  }
  expect(await jobsOf(page.request)).toHaveLength(0);
});

test('headers that claim an identity, or to skip the middleware, gain nothing', async ({ request }) => {
  const answer = await request.get('/api/jobs', {
    headers: {
      'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
      'x-user-id': crypto.randomUUID(),
      'x-organization-id': crypto.randomUUID(),
    },
  });
  await problemOf(answer, 401, 'unauthenticated');
});

test('a forged webhook is refused', async ({ request }) => {
  const event = JSON.stringify({ id: 'evt_forged', object: 'event', type: 'customer.subscription.created' });
  const forged: Record<string, string>[] = [
    {},
    { 'stripe-signature': 't=1,v1=00' },
    { 'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}` },
  ];
  for (const headers of forged) {
    await problemOf(
      await request.post('/api/billing/webhooks/stripe', {
        data: event,
        headers: { ...headers, 'content-type': 'application/json' },
      }),
      400,
      'invalid_request',
    );
  }
});

test('an idempotency key saves once and refuses another body', async ({ page, context }) => {
  await signedInUser(context);
  const headers = { ...origin(), 'idempotency-key': 'once' };
  const first = await page.request.post('/api/jobs', { data: posting, headers });
  const again = await page.request.post('/api/jobs', { data: posting, headers });
  expect([first.status(), again.status()]).toEqual([201, 201]);
  expect(await again.json()).toEqual(await first.json());
  await problemOf(
    await page.request.post('/api/jobs', { data: { ...posting, title: 'Other' }, headers }),
    409,
    'idempotency_conflict',
  );
  expect(await jobsOf(page.request)).toHaveLength(1);
});

test('the limit is told by the contract', async ({ page, context }) => {
  await signedInUser(context);
  const answers = await Promise.all(
    Array.from({ length: 15 }, (_, index) =>
      page.request.post('/api/jobs', { data: { ...posting, title: `Job ${index}` }, headers: origin() }),
    ),
  );
  expect(answers.filter((answer) => answer.status() === 201)).toHaveLength(10);
  const refused = answers.find((answer) => answer.status() !== 201);
  if (!refused) throw new Error('none was refused');
  expect(await problemOf(refused, 402, 'quota_exceeded')).toMatchObject({
    metric: 'saved_jobs',
    current: 10,
    limit: 10,
    resetsAt: null,
    upgradeUrl: '/pricing?from=saved_jobs',
  });
});

async function problemOf(answer: APIResponse, status: number, error: string) {
  expect([answer.url(), answer.status()]).toEqual([answer.url(), status]);
  expect(answer.headers()['content-type']).toBe('application/problem+json');
  const problem = await answer.json();
  expect(problem).toMatchObject({ status, error, requestId: answer.headers()['x-request-id'] });
  for (const name of ['type', 'title', 'detail']) expect(problem[name]).toEqual(expect.any(String));
  return problem;
}
