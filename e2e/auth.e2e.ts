import { expect, type Page } from '@playwright/test';
import { onlyLocal, supabaseTarget, testAddress } from '@/local/test/supabase-target';
import { expectAccessible, signIn } from './support/auth-pages';
import { confirmationLink } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { accessTokenOf, createUser, expireSession, signedInUser, tamperWithSession } from './support/users';

test.describe('signing up', () => {
  test('a new person confirms by mail and lands on an empty board', async ({ page }) => {
    const email = testAddress('new');
    await page.goto('/sign-up');
    await expectAccessible(page);
    await shoot(page, 'sign-up');
    await signUp(page, { name: 'Nora Berg', email, password: 'a-long-enough-password' });

    await expect(page).toHaveURL(/\/check-email/);
    await expect(page.getByText(email)).toBeVisible();
    expect(page.url()).not.toContain(encodeURIComponent(email));
    await expectAccessible(page);
    await shoot(page, 'check-email');

    const link = await confirmationLink(email, { type: 'signup', password: 'a-long-enough-password' });
    // A mail scanner opens the link first, and must not use it up.
    const scanned = await fetch(link);
    expect(scanned.status).toBe(200);

    await page.goto(link);
    await expectAccessible(page);
    await shoot(page, 'confirm');
    await page.getByRole('button', { name: 'Confirm and sign in' }).click();
    await expect(page).toHaveURL(/\/jobs$/);
    const me = await (await page.request.get('/api/auth/me')).json();
    expect(me).toMatchObject({
      user: { email, name: 'Nora Berg' },
      organization: { id: me.user.id, name: 'Nora Berg', kind: 'personal', role: 'owner' },
      plan: { id: 'free' },
    });

    await test.step('the used link says so and offers a new one', async () => {
      await page.context().clearCookies();
      await page.goto(link);
      await page.getByRole('button', { name: 'Confirm and sign in' }).click();
      await expect(page.getByText('This link does not work any more')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Send the link again' })).toBeVisible();
      await shoot(page, 'confirm-link-over');
    });
  });

  test('an address that has an account already is answered the same', async ({ page }) => {
    const { email } = await createUser();
    await page.goto('/sign-up');
    await signUp(page, { name: 'Somebody Else', email, password: 'a-long-enough-password' });
    await expect(page).toHaveURL(/\/check-email/);
    await expect(page.getByText(`We sent a link to ${email}`)).toBeVisible();
  });

  test('wrong fields are told at the fields, and what was typed stays', async ({ page }) => {
    await page.goto('/sign-up');
    await signUp(page, { name: ' ', email: 'nobody', password: 'short' });
    await expect(page.getByLabel('Name')).toBeFocused();
    const email = page.getByLabel('Email');
    await expect(email).toHaveValue('nobody');
    await expect(email).toHaveAccessibleDescription(/Enter an email address/);
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    const password = page.getByLabel('Password', { exact: true });
    await expect(password).toHaveAccessibleDescription(/Use at least 10 characters/);
    await expect(password).toHaveValue('short');
    await shoot(page, 'sign-up-errors');
  });
});

test.describe('signing in', () => {
  test('a wrong password is told without saying whether the account exists; the right one goes on', async ({
    page,
  }) => {
    const user = await createUser();
    await page.goto('/jobs?status=applied');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fjobs%3Fstatus%3Dapplied/);
    await expectAccessible(page);
    await shoot(page, 'sign-in');

    const answers = [];
    for (const email of [testAddress('nobody'), user.email]) {
      await signIn(page, { email, password: 'not-the-password' });
      const alert = page.getByRole('alert').filter({ hasText: /wrong/ });
      await expect(alert).toBeVisible();
      answers.push(await alert.textContent());
      await expect(page.getByLabel('Email')).toHaveValue(email);
    }
    expect(answers[0]).toBe(answers[1]);
    await shoot(page, 'sign-in-wrong');

    await signIn(page, user);
    await expect(page).toHaveURL(/\/jobs\?status=applied$/);
    const cookies = await page.context().cookies();
    const session = cookies.filter(({ name }) => name.startsWith('sb-foothold-auth-token'));
    expect(session.length).toBeGreaterThan(0);
    expect(session.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax')).toBe(true);

    await page.goto('/sign-in');
    await expect(page).toHaveURL(/\/jobs$/);
  });

  test('works for a password manager, and without JavaScript', async ({ browser }) => {
    const user = await createUser();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByLabel('Email')).toHaveAttribute('autocomplete', 'username');
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute(
      'autocomplete',
      'current-password',
    );
    await signIn(page, { ...user, password: 'not-the-password' });
    await expect(page.getByText('Email or password is wrong.')).toBeVisible();
    await expect(page.getByLabel('Email')).toHaveValue(user.email);
    await signIn(page, user);
    await expect(page).toHaveURL(/\/jobs$/);
    await context.close();
  });

  test('an unconfirmed address is offered a new mail', async ({ page }) => {
    const user = await createUser({ confirmed: false });
    await page.goto('/sign-in');
    await signIn(page, user);
    await expect(page.getByText('Confirm your email first')).toBeVisible();
    await shoot(page, 'sign-in-unconfirmed');
    await page.getByRole('button', { name: 'Send the link again' }).click();
    await expect(page.getByText('Sent. It can take a minute to arrive.')).toBeVisible();
    await page.goto(await confirmationLink(user.email, { type: 'signup', password: user.password }));
    await page.getByRole('button', { name: 'Confirm and sign in' }).click();
    await expect(page).toHaveURL(/\/jobs/);
  });

  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    test(`never leads to another site: next=${next}`, async ({ page }) => {
      const user = await createUser();
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await signIn(page, user);
      await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/jobs$/);
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/jobs$/);
    });
  }
});

test.describe('a forgotten password', () => {
  test('is replaced by a mailed link, which ends the other sessions', async ({ page, browser }) => {
    const elsewhere = await browser.newContext();
    const user = await signedInUser(elsewhere);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
    await shoot(page, 'forgot-password');
    await page.getByLabel('Email').fill(user.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByText(/If there is an account for/)).toBeVisible();

    await page.goto(await confirmationLink(user.email, { type: 'recovery' }));
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/reset-password$/);
    await expectAccessible(page);
    await shoot(page, 'reset-password');
    await page.getByLabel('New password').fill('an-entirely-new-one');
    await page.getByRole('button', { name: 'Save password' }).click();
    await expect(page.getByText(/Your password is changed/)).toBeVisible();

    await page.context().clearCookies();
    await page.goto('/sign-in');
    await signIn(page, user);
    await expect(page.getByText('Email or password is wrong.')).toBeVisible();
    await signIn(page, { ...user, password: 'an-entirely-new-one' });
    await expect(page).toHaveURL(/\/jobs$/);

    const other = await elsewhere.newPage();
    await other.goto('/jobs');
    await expect(other).toHaveURL(/\/sign-in/);
    await elsewhere.close();
  });

  test('is not said to be unknown for an unknown address', async ({ page }) => {
    await page.goto('/forgot-password');
    await page.getByLabel('Email').fill(testAddress('nobody'));
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByText(/If there is an account for/)).toBeVisible();
  });

  test('cannot be replaced by whoever merely holds a session', async ({ page, context }) => {
    await signedInUser(context);
    await page.goto('/reset-password');
    await expect(page.getByText('This link does not work any more')).toBeVisible();
    await expect(page.getByLabel('New password')).toHaveCount(0);
  });
});

test.describe('a session', () => {
  test('is refreshed when its token has ended, also by requests that come at once', async ({
    page,
    context,
  }) => {
    test.skip(supabaseTarget() === 'project', onlyLocal.keys);
    await signedInUser(context);
    await page.goto('/jobs');
    await expireSession(context);
    const before = await accessTokenOf(context);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => page.request.get('/api/auth/me', { maxRedirects: 0 })),
    );
    expect(answers.map((answer) => answer.status())).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await accessTokenOf(context)).not.toBe(before);
    await page.goto('/account');
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  });

  test('with a tampered token is nobody’s', async ({ page, context }) => {
    await signedInUser(context);
    await tamperWithSession(context);
    const answer = await page.request.get('/api/auth/me');
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated' });
    await page.goto('/jobs');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fjobs$/);
  });

  test('ends by signing out, and only by a post from this site', async ({ page, context }) => {
    await signedInUser(context);
    await page.goto('/account');
    await expectAccessible(page);
    await shoot(page, 'account');
    expect((await page.request.get('/auth/sign-out')).status()).toBe(405);
    const foreign = await page.request.post('/auth/sign-out', {
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status()).toBe(403);
    const token = await accessTokenOf(context);

    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    expect(await context.cookies()).not.toContainEqual(
      expect.objectContaining({ name: expect.stringMatching(/^sb-foothold-auth-token(\.\d+)?$/) }),
    );
    await page.goto('/jobs');
    await expect(page).toHaveURL(/\/sign-in/);
    const asked = await fetch(`${process.env.SUPABASE_URL}/auth/v1/user`, {
      headers: {
        apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? '',
        authorization: `Bearer ${token}`,
      },
    });
    expect(asked.ok).toBe(false);
  });
});

test('a provider’s code that nobody here asked for signs nobody in', async ({ page }) => {
  await page.goto('/auth/callback?code=00000000-0000-0000-0000-000000000000&next=//evil.example');
  await expect(page).toHaveURL(/localhost:\d+\/sign-in\?notice=link-over&next=%2Fjobs$/);
  await expect(page.getByText('That sign-in link does not work any more.')).toBeVisible();
});

test('the account page changes the name, everywhere at once', async ({ page, context }) => {
  await signedInUser(context, { name: 'Nora Berg' });
  await page.goto('/account');
  await page.getByLabel('Name').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/Enter your name/);
  await page.getByLabel('Name').fill('Nora Bergström');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Nora Bergström');
  const me = await (await page.request.get('/api/auth/me')).json();
  expect(me.user.name).toBe('Nora Bergström');
  expect(me.organization.name).toBe('Nora Bergström');
});

async function signUp(page: Page, person: { name: string; email: string; password: string }): Promise<void> {
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
}
