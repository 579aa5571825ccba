import { expect, type Page } from '@playwright/test';
import { setPlatformRole } from '@/lib/admin';
import { createApiKey } from '@/lib/auth/api-keys';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { findPrincipal } from '@/lib/auth/find-principal';
import { makePerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { signIn } from './support/auth-pages';
import { test } from './support/test';
import { signedInAdmin, signedInUser } from './support/users';

test.describe('the door of the console', () => {
  test('is not there for an ordinary person, by page and by API', async ({ page, context }) => {
    await signedInUser(context);
    for (const address of ['/admin/users', '/admin/users?q=a', '/admin/users/bulk']) {
      const answer = await page.goto(address);
      expect([address, answer?.status()]).toEqual([address, 404]);
      await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
      await expect(page.getByText('Console')).toHaveCount(0);
    }
    for (const address of ['/api/admin/users', '/api/admin/users/export', '/v1/admin/users']) {
      const answer = await page.request.get(address);
      expect([address, answer.status()]).toEqual([address, 404]);
      expect(await answer.json()).toMatchObject({ error: 'not_found' });
    }
    await page.goto('/jobs');
    await page
      .getByRole('button', { name: /^Account menu/ })
      .first()
      .click();
    await expect(page.getByRole('menuitem', { name: 'Account' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Console' })).toHaveCount(0);
  });

  test('asks whoever is signed out to sign in, and tells keys and extensions of nothing', async ({
    page,
    playwright,
  }) => {
    await page.goto('/admin/users?q=a');
    await expect(page).toHaveURL('/sign-in?next=%2Fadmin%2Fusers%3Fq%3Da');
    expect((await page.request.get('/api/admin/users')).status()).toBe(401);

    // An admin's own key and extension, too.
    const person = await makePerson();
    await setPlatformRole(person.email, 'superadmin');
    await turnOnSecondFactor(person);
    const found = await findPrincipal(person.userId);
    if (found.state !== 'active') throw new Error(`The person is ${found.state}.`);
    const { secret } = await createApiKey(found.principal, { name: 'Mine', scopes: ['jobs:read'] });
    const token = await connectedExtension(person);
    const credentials: Record<string, string>[] = [
      { 'x-api-key': secret ?? '' },
      { authorization: `Bearer ${token}` },
    ];
    for (const headers of credentials) {
      const script = await playwright.request.newContext({
        baseURL: process.env.APP_URL ?? '',
        extraHTTPHeaders: headers,
      });
      for (const address of ['/api/admin/users', '/v1/admin/users', '/admin/users'])
        expect([address, (await script.get(address, { maxRedirects: 0 })).status()]).toEqual([address, 404]);
      await script.dispose();
    }
  });

  test('leads an admin without a second factor to where it is set up, and one who has yet to pass it to that', async ({
    page,
    context,
  }) => {
    const user = await signedInUser(context);
    await setPlatformRole(user.email, 'superadmin');
    await page.goto('/admin/users');
    await expect(page).toHaveURL('/account/security?next=%2Fadmin%2Fusers');
    expect(await problemOf(page, '/api/admin/users')).toMatchObject({ status: 403, error: 'mfa_required' });

    await turnOnSecondFactor(user);
    await context.clearCookies();
    await page.goto('/admin/users');
    await signIn(page, user);
    await expect(page).toHaveURL(/\/sign-in\/verify\?next=%2Fadmin%2Fusers$/);
    await page.goto('/admin/users');
    await expect(page).toHaveURL(/\/sign-in\/verify\?next=%2Fadmin%2Fusers$/);
    expect(await problemOf(page, '/api/admin/users')).toMatchObject({ status: 403, error: 'mfa_required' });
  });

  test('is closed at the next request to an admin whose right is taken away', async ({ page, context }) => {
    const admin = await signedInAdmin(context);
    await page.goto('/jobs');
    await page
      .getByRole('button', { name: /^Account menu/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Console' }).click();
    await page.goto('/admin/users');
    await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();

    await setPlatformRole(admin.email, 'user');
    await page.getByRole('link', { name: 'User', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
    expect((await page.goto('/admin/users'))?.status()).toBe(404);
    expect((await page.request.get('/api/admin/users')).status()).toBe(404);
  });
});

async function problemOf(page: Page, address: string) {
  const answer = await page.request.get(address);
  return answer.json();
}
