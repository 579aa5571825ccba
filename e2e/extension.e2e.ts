import { type APIResponse, expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { expectAccessible, signIn } from './support/auth-pages';
import { connectPath, type ExtensionBrowser, extensionBrowser, grantSchema } from './support/extension';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

test.describe('the extension', () => {
  let browser: ExtensionBrowser;
  test.beforeEach(async () => {
    browser = await extensionBrowser();
  });
  test.afterEach(() => browser.context.close());

  test('connects, saves a job that appears on the board, and is out as soon as it is revoked', async () => {
    const { context, call } = browser;
    const user = await createUser();

    const { window, connected } = browser.connect();
    const page = await window;
    await test.step('a signed-out person signs in, and comes back to the question', async () => {
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fextension%2Fconnect/);
      await signIn(page, user);
      await expect(page.getByRole('heading', { name: 'Connect the extension', level: 1 })).toBeVisible();
      await expect(page.getByText(user.email)).toBeVisible();
      await expect(page.getByText('Save jobs, change them and remove them')).toBeVisible();
    });
    await page.getByRole('button', { name: 'Connect' }).click();
    const { status, body } = await connected;
    expect(status).toBe(200);
    expect(body).toMatchObject({ token: expect.stringMatching(/^fh_ext_/), user: { email: user.email } });
    const { token, expiresAt } = grantSchema.parse(body);

    await test.step('what it saves is on the board', async () => {
      const body = { title: 'Cartographer', company: 'Halcyon Maps' };
      const headers = { 'idempotency-key': 'once' };
      const saved = await call('/api/jobs', { method: 'POST', token, body, headers });
      expect(saved).toMatchObject({ status: 201, requestId: expect.stringMatching(/^req_/) });
      const board = await context.newPage();
      await board.goto('/jobs');
      await expect(board.getByText('Cartographer').first()).toBeVisible();
    });

    await test.step('it may do what was said, and nothing else', async () => {
      expect(await call('/api/auth/validate-session', { method: 'POST', token })).toMatchObject({
        status: 200,
        body: { kind: 'extension', user: { email: user.email }, expiresAt },
      });
      expect(await call('/api/billing/invoices', { token })).toMatchObject({
        status: 403,
        body: { requiredScope: 'billing:read' },
      });
      expect(await call('/api/jobs', {})).toMatchObject({ status: 401, body: { error: 'unauthenticated' } });
    });

    await test.step('its problems can be read, and no other origin reads anything', async () => {
      const wrong = await call('/api/jobs', { method: 'POST', token, body: { title: '' } });
      expect(wrong).toMatchObject({ status: 422, body: { error: 'invalid_request' } });
      // Within another page the same call comes from that page's origin.
      const elsewhere = await context.newPage();
      await elsewhere.goto(env().SUPABASE_URL);
      const read = await elsewhere.evaluate(
        ([url, bearer]) =>
          fetch(`${url}/api/jobs`, { headers: { authorization: `Bearer ${bearer}` } }).then(
            ({ status }) => String(status),
            () => 'blocked',
          ),
        [env().APP_URL, token] as const,
      );
      expect(read).toBe('blocked');
    });

    await test.step('it stands among the sessions, and is ended there', async () => {
      const sessions = await context.newPage();
      await sessions.goto('/account/sessions');
      const row = sessions.getByRole('listitem').filter({ hasText: 'Extension' });
      await expect(row).toContainText(/^Chrome on \w+Extension.*This machine/);
      await row.getByRole('button', { name: /^End session/ }).click();
      await sessions.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
      await expect(sessions.getByText('The session has ended.')).toBeVisible();
      await expect(row).toHaveCount(0);
    });
    expect(await call('/api/jobs', { token })).toMatchObject({
      status: 401,
      body: { error: 'unauthenticated' },
    });
    expect(await call('/api/auth/validate-session', { method: 'POST', token })).toMatchObject({
      status: 401,
    });
  });

  test('signs itself out, and a code is good once', async () => {
    const { context, call, extensionId } = browser;
    await signedInUser(context);
    const { window, connected } = browser.connect();
    await (await window).getByRole('button', { name: 'Connect' }).click();
    const { body: given, code, codeVerifier } = await connected;
    const { token } = grantSchema.parse(given);
    const check = () => call('/api/auth/validate-session', { method: 'POST', token });
    expect(await check()).toMatchObject({ status: 200 });
    expect(await call('/api/auth/extension', { method: 'DELETE', token })).toMatchObject({
      status: 204,
    });
    expect(await check()).toMatchObject({ status: 401 });
    const body = { code, codeVerifier, extensionId };
    expect(await call('/api/auth/extension/token', { method: 'POST', body })).toMatchObject({ status: 401 });
  });

  test('is told when the person says no', async () => {
    await signedInUser(browser.context);
    const { window, connected } = browser.connect();
    await (await window).getByRole('link', { name: 'Cancel' }).click();
    expect(await connected).toEqual({ error: 'access_denied' });
  });
});

test.describe('the API, asked by pages of other origins', () => {
  const extension = () => `chrome-extension://${env().EXTENSION_IDS[0]}`;

  test('lets the extension send its token, and no cookie', async ({ request }) => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const answer = await request.fetch('/api/jobs', {
      method: 'OPTIONS',
      headers: { ...asked, origin: extension() },
    });
    expect(answer.status()).toBe(204);
    expect(answer.headers()).toMatchObject({
      'access-control-allow-origin': extension(),
      'access-control-allow-headers': expect.stringContaining('Authorization'),
      'access-control-allow-methods': expect.stringContaining('DELETE'),
      vary: expect.stringContaining('Origin'),
    });
    expect(answer.headers()).not.toHaveProperty('access-control-allow-credentials');
    const refused = await request.fetch('/api/jobs', {
      method: 'OPTIONS',
      headers: { ...asked, origin: `chrome-extension://${'p'.repeat(32)}` },
    });
    expect(allowed(refused)).toEqual([]);
  });

  test('lets it read answers of all kinds, and nobody else', async ({ request }) => {
    const paths: [string, number][] = [
      ['/api/billing/plans', 200],
      ['/api/jobs', 401],
      ['/api/nothing-here', 401],
    ];
    for (const [path, status] of paths) {
      const read = await request.get(path, { headers: { origin: extension() } });
      expect([path, read.status()]).toEqual([path, status]);
      expect(read.headers()['access-control-allow-origin']).toBe(extension());
      expect(read.headers()['access-control-expose-headers']).toContain('X-Request-Id');
      for (const origin of ['https://evil.example', 'null', `${extension()}.evil.example`]) {
        const kept = await request.get(path, { headers: { origin } });
        expect(kept.headers().vary).toContain('Origin');
        expect(allowed(kept)).toEqual([]);
      }
    }
  });

  test('changes nothing by a cookie that comes from the extension', async ({ page, context }) => {
    await signedInUser(context);
    const smuggled = await page.request.post('/api/jobs', {
      data: { title: 'Smuggled', company: 'Halcyon Maps' },
      headers: { origin: extension() },
    });
    expect(smuggled.status()).toBe(403);
    expect(await (await page.request.get('/api/jobs')).json()).toMatchObject({ jobs: [] });
  });
});

function allowed(answer: APIResponse): string[] {
  return Object.keys(answer.headers()).filter((name) => name.startsWith('access-control-'));
}

test.describe('the connect page', () => {
  test('says for which account and what for, and fits every screen', async ({ page, context }) => {
    const user = await signedInUser(context);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(connectPath());
      await expect(page.getByText(user.email)).toBeVisible();
      await expect(page.getByRole('listitem')).toHaveText([
        'See your saved jobs',
        'Save jobs, change them and remove them',
        'See how much of your plan is used',
        'See your name, your email and your organization',
      ]);
      await expectAccessible(page);
      await shoot(page, `extension-connect-${colorScheme}`);
    }
  });

  test('leads nowhere for a request that is not in order', async ({ page, context }) => {
    await signedInUser(context);
    const wrong: [string, string][] = [
      [connectPath({ extension_id: 'p'.repeat(32) }), 'This is not the Foothold extension'],
      [connectPath({ extension_id: 'evil.example' }), 'This link is not complete'],
      [connectPath({ code_challenge: 'too-short' }), 'This link is not complete'],
      [connectPath({ code_challenge_method: 'plain' }), 'This link is not complete'],
      [connectPath({ state: '' }), 'This link is not complete'],
      [`${connectPath()}&state=another-one`, 'This link is not complete'],
      ['/extension/connect', 'This link is not complete'],
      [
        `${connectPath({ extension_id: 'p'.repeat(32) })}&redirect_uri=https://evil.example`,
        'This is not the Foothold extension',
      ],
    ];
    for (const [path, title] of wrong) {
      await page.goto(path);
      await expect(page.getByText(title)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Connect' })).toHaveCount(0);
      expect(await hrefsOutside(page)).toEqual([]);
      expect(new URL(page.url()).pathname).toBe('/extension/connect');
    }
    await expectAccessible(page);
    await shoot(page, 'extension-connect-refused');
  });

  test('gives no code for another account than it showed, nor for fields that were changed', async ({
    page,
    context,
  }) => {
    const shown = await signedInUser(context);
    await page.goto(connectPath());
    const setField = (name: string, value: string) =>
      page.locator(`input[name="${name}"]`).evaluate((input: HTMLInputElement, to) => {
        input.value = to;
      }, value);
    await setField('extension_id', 'p'.repeat(32));
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(
      page.getByRole('alert').getByText('Open the extension and connect from there.'),
    ).toBeVisible();

    await page.goto(connectPath());
    const other = await signedInUser(context);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(page.getByRole('alert').getByText(/You are signed in to another account/)).toBeVisible();
    const codes = await asService('test.count', (tx) =>
      tx.extensionCode.count({ where: { userId: { in: [shown.id, other.id] } } }),
    );
    expect(codes).toBe(0);
  });

  test('lets a person choose another account, and comes back', async ({ page, context }) => {
    const other = await createUser();
    await signedInUser(context);
    await page.goto(connectPath());
    await page.getByRole('button', { name: 'Use another account' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await signIn(page, other);
    await expect(page.getByRole('heading', { name: 'Connect the extension' })).toBeVisible();
    await expect(page.getByText(other.email)).toBeVisible();
  });

  test('works without scripts, and hands the code to that extension’s address alone', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: env().APP_URL });
    await signedInUser(context);
    const page = await context.newPage();
    await page.goto(connectPath());
    const left = page.waitForRequest(/chromiumapp\.org/);
    await page.getByRole('button', { name: 'Connect' }).click();
    const url = new URL((await left).url());
    expect(url.origin).toBe(`https://${env().EXTENSION_IDS[0]}.chromiumapp.org`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      state: 'state-of-it',
      code: expect.stringMatching(/^[\w-]{43}$/),
    });
    await context.close();
  });
});

async function hrefsOutside(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator('a[href], form[action]')
    .evaluateAll((all) =>
      all.map((each) => (each instanceof HTMLAnchorElement ? each.href : (each as HTMLFormElement).action)),
    );
  return hrefs.filter((href) => new URL(href).origin !== env().APP_URL);
}
