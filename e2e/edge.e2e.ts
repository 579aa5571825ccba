import { expect, type Page } from '@playwright/test';
import { removeOverride, setOverride } from '@/lib/entitlements';
import { expectAccessible, signIn } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { accessTokenOf, createUser, signedInUser } from './support/users';

const subject = 'session_requests_per_minute';

test('answers of the API say how the limit stands, and above it when to come back', async ({
  page,
  context,
  playwright,
}) => {
  const user = await signedInUser(context);
  await setOverride(user.id, { kind: 'rate_limit', subject, rate: 12 }, { reason: 'a test' });
  const script = await playwright.request.newContext({
    baseURL: process.env.APP_URL ?? '',
    extraHTTPHeaders: { authorization: `Bearer ${await accessTokenOf(context)}` },
  });
  // Until the handler has told the edge, the free plan's limit holds.
  await expect.poll(async () => (await script.get('/api/jobs')).headers()['x-ratelimit-limit']).toBe('12');
  const answered = await script.get('/api/jobs');
  expect(answered.status()).toBe(200);
  expect(answered.headers()).toMatchObject({
    'ratelimit-policy': '"session";q=12;w=60',
    ratelimit: expect.stringMatching(/^"session";r=\d+;t=\d+$/),
    'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
  });

  await expect.poll(async () => (await script.get('/api/jobs')).status(), { intervals: [10] }).toBe(429);
  const refused = await script.get('/api/jobs');
  const seconds = Number(refused.headers()['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(refused.headers()).toMatchObject({
    'content-type': 'application/problem+json',
    ratelimit: `"session";r=0;t=${seconds}`,
    'x-ratelimit-remaining': '0',
  });
  expect(await refused.json()).toMatchObject({ error: 'rate_limit_exceeded', retryAfterSeconds: seconds });

  await test.step('a page is shown all the same, and says itself what it cannot save', async () => {
    // So few that no machine is slow enough to be let in again meanwhile.
    await setOverride(user.id, { kind: 'rate_limit', subject, rate: 1 }, { reason: 'a test' });
    await page.goto('/account');
    await page.getByLabel('Name').fill('Too Fast');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(/That was a lot at once\. Try again in /)).toBeVisible();
  });
  await removeOverride(user.id, { kind: 'rate_limit', subject });
  await script.dispose();
});

test('who keeps trying passwords is told when to try again, and a link by mail lets the owner in', async ({
  browser,
}) => {
  const user = await createUser();
  const stranger = await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': anAddress() } });
  const page = await stranger.newPage();
  await page.goto('/sign-in');
  await tryUntilTold(page, user.email);
  // Also with the right password.
  await signIn(page, user);
  await expect(page.getByText(told)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'sign-in-limited');

  await test.step('the same is said to whoever tries an account that does not exist', async () => {
    await signIn(page, { email: `nobody-${crypto.randomUUID()}@example.test`, password: 'guess' });
    await expect(page.getByText(told)).toBeVisible();
  });
  await stranger.close();

  await test.step('the owner, who comes from elsewhere, waits for the account; others there sign in', async () => {
    const elsewhere = await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': anAddress() } });
    const home = await elsewhere.newPage();
    await home.goto('/sign-in');
    await tryUntilTold(home, user.email, 3);
    await signIn(home, await createUser());
    await expect(home).toHaveURL(/\/jobs$/);
    await elsewhere.close();
  });
});

test('headers of 16 KB are refused by the server itself, and what is just below works', async ({
  context,
}) => {
  await signedInUser(context);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const send = (bytes: number) =>
    fetch(`${process.env.APP_URL}/api/auth/me`, { headers: { cookie, 'x-filler': 'x'.repeat(bytes) } });
  const refused = await send(16 * 1024);
  expect(refused.status).toBe(431);
  const answered = await send(11 * 1024);
  expect(answered.status).toBe(200);
  expect(await answered.json()).toMatchObject({ plan: { id: 'free' } });
});

const told = /Too many attempts\. Try again in /;

/** Tries wrong passwords until it is too many: once more where a window turns meanwhile. */
async function tryUntilTold(page: Page, email: string, most = 12): Promise<void> {
  for (let i = 0; i < most; i++) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await signIn(page, { email, password: `guess-${i}` });
    await answered;
    await expect(page.getByText(told).or(page.getByText('Email or password is wrong.'))).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    if (await page.getByText(told).isVisible()) return;
  }
  throw new Error('Nobody was told to wait.');
}

function anAddress(): string {
  return `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;
}
