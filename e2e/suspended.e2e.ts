import { expect } from '@playwright/test';
import { reinstateUser, suspendUser } from '@/lib/auth/accounts';
import { asService } from '@/lib/db';
import { expectAccessible, signIn } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

test.describe('a suspended account', () => {
  test('is told so on every page, gets 403 from the API, and signs in again as soon as it is lifted', async ({
    page,
    context,
  }) => {
    const user = await signedInUser(context);
    await page.goto('/jobs');
    await suspendUser(user.id);

    for (const path of ['/jobs', '/account']) {
      await page.goto(path);
      await expect(page).toHaveURL(`/sign-in?notice=suspended&next=${encodeURIComponent(path)}`);
      await expect(page.getByText('This account is suspended')).toBeVisible();
    }
    await expectAccessible(page);
    await shoot(page, 'sign-in-suspended');
    for (const path of ['/api/auth/me', '/api/jobs']) {
      const answer = await page.request.get(path);
      expect(answer.status()).toBe(403);
      expect(await answer.json()).toMatchObject({
        error: 'forbidden',
        detail: 'This account is suspended.',
        requestId: answer.headers()['x-request-id'],
      });
    }
    const saving = await page.request.post('/api/jobs', {
      data: { title: 'Engineer', company: 'Halcyon Maps' },
      headers: { origin: process.env.APP_URL ?? '' },
    });
    expect(saving.status()).toBe(403);

    await reinstateUser(user.id);
    await page.goto('/jobs');
    await expect(page).toHaveURL(/\/sign-in/);
    await signIn(page, user);
    await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
    const { jobs } = await (await page.request.get('/api/jobs')).json();
    expect(jobs).toEqual([]);
  });

  test('cannot sign in, and only the right password is told why', async ({ page, context }) => {
    const user = await createUser();
    await suspendUser(user.id);
    await page.goto('/sign-in');
    await signIn(page, { ...user, password: 'not-the-password' });
    await expect(page.getByText('Email or password is wrong.')).toBeVisible();
    await signIn(page, user);
    await expect(page.getByText('This account is suspended')).toBeVisible();
    const cookies = await context.cookies();
    expect(cookies.filter(({ name, value }) => /-auth-token(\.\d+)?$/.test(name) && value)).toEqual([]);
  });

  test('cannot change anything in a page that was open before', async ({ page, context }) => {
    const user = await signedInUser(context);
    await page.goto('/account');
    await suspendUser(user.id);
    await page.getByLabel('Name').fill('Somebody Else');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveURL(/\/sign-in\?notice=suspended/);
    const { name } = await asService('test.find', (tx) =>
      tx.user.findUniqueOrThrow({ where: { id: user.id } }),
    );
    expect(name).toBe(user.name);
  });
});
