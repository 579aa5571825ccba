import { expect, type Page } from '@playwright/test';
import { onlyLocal, supabaseTarget, testAddress } from '@/local/test/supabase-target';
import { expectAccessible, signIn } from './support/auth-pages';
import { continueAtGoogle } from './support/google';
import { confirmationLink, mailsTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

test.describe('the password', () => {
  test('is changed with the present one, which ends every other session', async ({
    page,
    context,
    browser,
  }) => {
    const user = await signedInUser(context);
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto('/sign-in');
    await signIn(other, user);
    await expect(other).toHaveURL(/\/jobs$/);

    await page.goto('/account/security');
    await expectAccessible(page);
    await shoot(page, 'security');
    const section = page.getByRole('region', { name: 'Password' });
    await section.getByText('Change password').click();
    await expectAccessible(page);
    await shoot(page, 'security-change-password');

    await test.step('what is wrong is told at its field', async () => {
      await changePassword(page, { current: '', chosen: 'an-entirely-new-one' });
      await expect(section.getByLabel('Current password')).toHaveAccessibleDescription(/Enter your current/);
      await changePassword(page, { current: 'not-the-password', chosen: 'an-entirely-new-one' });
      await expect(section.getByLabel('Current password')).toHaveAccessibleDescription(/not your current/);
      for (const [chosen, words] of [
        ['short', /at least 10 characters/],
        ['password2026!', /Many people use/],
        ['qwertyuiop12', /row of keys/],
        [user.email, /too close to your name or email/],
        [user.password, /already have/],
      ] as const) {
        await changePassword(page, { current: user.password, chosen });
        await expect(section.getByLabel('New password')).toHaveAccessibleDescription(words);
      }
      await shoot(page, 'security-change-password-refused');
    });

    await changePassword(page, { current: user.password, chosen: 'an-entirely-new-one' });
    await expect(
      page.getByText('Your password is changed, and you are signed out everywhere else.'),
    ).toBeVisible();
    await page.goto('/jobs');
    await expect(page).toHaveURL(/\/jobs$/);

    await other.goto('/jobs');
    await expect(other).toHaveURL(/\/sign-in/);
    await signIn(other, user);
    await expect(other.getByText('Email or password is wrong.')).toBeVisible();
    await signIn(other, { ...user, password: 'an-entirely-new-one' });
    await expect(other).toHaveURL(/\/jobs$/);
    await elsewhere.close();
  });

  test('is set by who came with Google, and then Google can go', async ({ page, context }) => {
    test.skip(supabaseTarget() === 'project', onlyLocal.google);
    const person = { email: `google-${crypto.randomUUID()}@gmail.example`, name: 'Nell Here' };
    await signInWithGoogle(page, person);
    await page.goto('/account/security');
    const accounts = page.getByRole('region', { name: 'Connected accounts' });
    await expect(accounts.getByText(`Connected as ${person.email}`)).toBeVisible();
    await expect(accounts.getByText(/It is how you sign in/)).toBeVisible();
    await expect(page.getByLabel('Current password')).toHaveCount(0);
    await expectAccessible(page);
    await shoot(page, 'security-google-only');

    await page.getByText('Set a password', { exact: true }).click();
    await page.getByLabel('New password').fill('seven grey herons');
    await page.getByRole('button', { name: 'Save password' }).click();
    await expect(
      page.getByText('Your password is set, and you are signed out everywhere else.'),
    ).toBeVisible();

    await accounts.getByText('Disconnect Google').click();
    await accounts.getByLabel('Current password').fill('not-the-password');
    await accounts.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(accounts.getByLabel('Current password')).toHaveAccessibleDescription(/not your current/);
    await accounts.getByLabel('Current password').fill('seven grey herons');
    await accounts.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(page.getByText(/Google is disconnected/)).toBeVisible();
    await expect(accounts.getByText('Not connected')).toBeVisible();

    await context.clearCookies();
    await page.goto('/sign-in');
    await signIn(page, { email: person.email, password: 'seven grey herons' });
    await expect(page).toHaveURL(/\/jobs$/);
  });
});

test.describe('the address', () => {
  test('changes when the new mailbox confirms it, in any browser, and not before', async ({
    page,
    context,
    browser,
  }) => {
    const user = await signedInUser(context);
    const email = testAddress('moved');
    await page.goto('/account/security');
    const section = page.getByRole('region', { name: 'Email' });
    await section.getByText('Change email').click();
    await changeEmail(page, { email, current: 'not-the-password' });
    await expect(section.getByLabel('Current password')).toHaveAccessibleDescription(/not your current/);
    await changeEmail(page, { email: user.email, current: user.password });
    await expect(section.getByLabel('New email')).toHaveAccessibleDescription(/your address already/);
    if (supabaseTarget() === 'local') expect(await mailsTo(email)).toEqual([]);
    await changeEmail(page, { email, current: user.password });
    await expect(page.getByText('Check your new mailbox')).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'security-change-email');

    const link = await confirmationLink(email, { type: 'email_change', from: user.email });
    expect((await fetch(link)).status).toBe(200);
    expect(await emailOf(page)).toBe(user.email);

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(link);
    await shoot(other, 'confirm-email-change');
    await other.getByRole('button', { name: 'Confirm' }).click();
    await expect(other.getByText(/Your address is changed/)).toBeVisible();
    expect(await emailOf(other)).toBe(email);
    await page.goto('/jobs');
    await expect(page).toHaveURL(/\/sign-in/);
    await signIn(page, { email, password: user.password });
    await expect(page).toHaveURL(/\/jobs$/);

    await page.goto(link);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText('This link does not work any more')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Go to your account' })).toBeVisible();
    await elsewhere.close();
  });

  test('of somebody else is answered the same, and nothing comes of it', async ({ page, context }) => {
    const taken = await createUser();
    const user = await signedInUser(context);
    await page.goto('/account/security');
    await page.getByText('Change email').click();
    await changeEmail(page, { email: taken.email, current: user.password });
    await expect(page.getByText('Check your new mailbox')).toBeVisible();
    expect(await emailOf(page)).toBe(user.email);
    if (supabaseTarget() === 'project') return;
    const subjects = (await mailsTo(taken.email)).map(({ subject }) => subject);
    expect(subjects).not.toContain('Confirm your new email address');
  });
});

test.describe('a Google account', () => {
  test.skip(supabaseTarget() === 'project', onlyLocal.google);

  test('under another address is connected, signs in, and belongs to one account only', async ({
    page,
    context,
    browser,
  }) => {
    const user = await signedInUser(context);
    const google = { email: `other-${crypto.randomUUID()}@gmail.example`, name: 'Nora Elsewhere' };
    await page.goto('/account/security');
    await connectGoogle(page, user.password);
    await continueAtGoogle(page, google);
    await expect(page.getByText('Google is connected.')).toBeVisible();
    await expect(page.getByText(`Connected as ${google.email}`)).toBeVisible();
    expect(await emailOf(page)).toBe(user.email);
    await expectAccessible(page);
    await shoot(page, 'security-google-connected');

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await signInWithGoogle(other, google);
    expect(await emailOf(other)).toBe(user.email);
    await elsewhere.close();

    const third = await browser.newContext();
    const stranger = await signedInUser(third);
    const theirs = await third.newPage();
    await theirs.goto('/account/security');
    await connectGoogle(theirs, stranger.password);
    await continueAtGoogle(theirs, google);
    await expect(theirs.getByText('That Google account is connected already')).toBeVisible();
    expect(await emailOf(theirs)).toBe(stranger.email);
    await third.close();
  });

  test('is not connected when that is cancelled, or without the password', async ({ page, context }) => {
    const user = await signedInUser(context);
    await page.goto('/account/security');
    await connectGoogle(page, 'not-the-password');
    await expect(page.getByLabel('Current password').last()).toHaveAccessibleDescription(/not your current/);
    await page.getByLabel('Current password').last().fill(user.password);
    await page.getByRole('button', { name: 'Go to Google' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('You came back from Google without connecting it.')).toBeVisible();
    await expect(page.getByText('Not connected')).toBeVisible();
  });
});

async function changePassword(page: Page, { current, chosen }: { current: string; chosen: string }) {
  const section = page.getByRole('region', { name: 'Password' });
  await section.getByLabel('Current password').fill(current);
  await section.getByLabel('New password').fill(chosen);
  await section.getByRole('button', { name: 'Save password' }).click();
}

async function changeEmail(page: Page, { email, current }: { email: string; current: string }) {
  const section = page.getByRole('region', { name: 'Email' });
  await section.getByLabel('New email').fill(email);
  await section.getByLabel('Current password').fill(current);
  await section.getByRole('button', { name: 'Send the link' }).click();
}

async function connectGoogle(page: Page, password: string) {
  const section = page.getByRole('region', { name: 'Connected accounts' });
  await section.getByText('Connect Google').click();
  await section.getByLabel('Current password').fill(password);
  await section.getByRole('button', { name: 'Go to Google' }).click();
}

async function signInWithGoogle(page: Page, person: { email: string; name: string }) {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with Google' }).click();
  await continueAtGoogle(page, person);
  await expect(page).toHaveURL(/\/jobs$/);
}

async function emailOf(page: Page): Promise<string> {
  return (await (await page.request.get('/api/auth/me')).json()).user.email;
}
