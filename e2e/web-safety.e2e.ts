import { expect, type Page } from '@playwright/test';
import { env } from '@/lib/env';
import { askToAddJob } from './support/jobs';
import { secretsInBuild } from './support/secrets-in-build';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** What keeps a browser from doing for somebody else what only this site may do. */

test.describe('what every answer carries', () => {
  const answers: [name: string, path: string, status: number, method?: string][] = [
    ['a page', '/', 200],
    ['a page that is missing', '/nothing-here', 404],
    ['a redirect of the edge', '/jobs', 307],
    ['an older address', '/v1/subscription/plans', 200],
    ['the API', '/api/billing/plans', 200],
    ['the API without a session', '/api/jobs', 401],
    ['the API at no address', '/api/nothing', 401],
    ['the API at an address that cannot be read', '/api/billing/plans/%E0%A4%A', 404],
    ['what a load balancer asks, at an address that cannot be read', '/api/health/%E0%A4%A', 404],
    ['what answers no such method', '/api/health/live', 405, 'POST'],
    ['a form of another site', '/auth/sign-out', 403, 'POST'],
    ['a file', '/icon.svg', 200],
  ];
  for (const [name, path, status, method = 'GET'] of answers) {
    test(name, async ({ request }) => {
      const answer = await request.fetch(path, { method, maxRedirects: 0 });
      expect(answer.status()).toBe(status);
      const headers = answer.headers();
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'strict-transport-security': 'max-age=31536000',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers.server).toBeUndefined();
    });
  }
});

test.describe('a page', () => {
  test('has a policy with a nonce of its own each time, and runs nothing inline without it', async ({
    request,
  }) => {
    const paths = ['/', '/pricing', '/docs/api', '/sign-in', '/forgot-password', '/nothing-here'];
    const nonces = new Set<string>();
    for (const path of [...paths, ...paths]) {
      const answer = await request.get(path);
      const policy = answer.headers()['content-security-policy'] ?? '';
      const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1];
      expect([path, nonce]).toEqual([path, expect.any(String)]);
      nonces.add(String(nonce));
      const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(3);
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    }
    expect(nonces.size).toBe(2 * paths.length);
  });

  test('does not run a script that was written into it on its way', async ({ page, context }) => {
    await signedInUser(context);
    await page.route('**/jobs', async (route) => {
      const answer = await route.fetch();
      const injected =
        '<script>window.injected = "inline"</script><img src="x" onerror="window.injected = \'handler\'">' +
        '<script src="/injected.js"></script>';
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace('</body>', `${injected}</body>`),
      });
    });
    await page.route('**/injected.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'window.injected = "file"' }),
    );
    await page.goto('/jobs');
    await askToAddJob(page);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await injectedIn(page)).toBeUndefined();
  });

  test('does not run what a script of its own was talked into writing', async ({ page }) => {
    await page.goto('/');
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<script>window.injected = "inline"</script>');
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.injected = \'handler\'">');
      document.body.insertAdjacentHTML('beforeend', '<a id="lure" href="javascript:window.injected=1">x</a>');
      document.getElementById('lure')?.click();
    });
    await page.waitForTimeout(200);
    expect(await injectedIn(page)).toBeUndefined();
    const evaluated = await page.evaluate(() => {
      // What React's own tools and a library might try.
      try {
        return String(setTimeout('window.injected = "evaluated"', 0));
      } catch (error) {
        return String(error);
      }
    });
    expect(evaluated).toBeTruthy();
    await page.waitForTimeout(100);
    expect(await injectedIn(page)).toBeUndefined();
  });

  test('posts no form to another site', async ({ page }) => {
    await page.goto('/');
    const refused = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const form = document.createElement('form');
          form.method = 'post';
          form.action = 'https://evil.example/take';
          document.body.append(form);
          form.submit();
        }),
    );
    expect(await refused).toBe('form-action');
  });

  test('keeps menus, dialogs and toasts as they should look', async ({ page, context }) => {
    const violations: string[] = [];
    page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
    await signedInUser(context);
    await page.goto('/jobs');
    await askToAddJob(page);
    await page.getByRole('dialog').getByLabel('Title').fill('Cartographer');
    await page.getByRole('dialog').getByLabel('Company').fill('Halcyon Maps');
    // The sheet of a library that bears our nonce: the page behind the dialog stays where it is.
    expect(await page.evaluate(() => getComputedStyle(document.body).overscrollBehavior)).toBe('contain');
    await page.keyboard.press('Enter');
    const toast = page.locator('[data-sonner-toast]').first();
    await expect(toast).toBeVisible();
    // The sheet of a library that is known by its hash.
    expect(await toast.evaluate((node) => getComputedStyle(node).position)).toBe('absolute');
    expect(violations).toEqual([]);
  });
});

test('no secret of the environment is in what browsers are sent', () => {
  expect(secretsInBuild()).toEqual([]);
});

test('buying without JavaScript leads to Stripe', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await signedInUser(context);
  const page = await context.newPage();
  await page.goto(`${env().APP_URL}/pricing`);
  await page
    .getByRole('button', { name: /trial|choose|buy|upgrade/i })
    .first()
    .click();
  await page.waitForURL((url) => url.origin !== env().APP_URL);
  await context.close();
});

function injectedIn(page: Page): Promise<unknown> {
  return page.evaluate(() => (window as { injected?: unknown }).injected);
}
