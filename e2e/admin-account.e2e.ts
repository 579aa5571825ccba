import { type BrowserContext, expect, type Page } from '@playwright/test';
import { createApiKey } from '@/lib/auth/api-keys';
import { principalFor } from '@/lib/auth/api-keys/test-support';
import { asService } from '@/lib/db';
import { onlyLocal, supabaseTarget } from '@/local/test/supabase-target';
import { expectAccessible, signIn } from './support/auth-pages';
import { continueAtGoogle } from './support/google';
import { ownTenant } from './support/jobs';
import { confirmationLink, mailsTo, mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInAdmin, signedInUser, type TestUser } from './support/users';

const why = 'Asked for it by phone';

test('an admin understands an account on one page', async ({ page, context, browser }) => {
  test.slow();
  const { user } = await personElsewhere(browser, { plan: 'pro' });
  const admin = await signedInAdmin(context);
  const { secret } = await keyOf(user);
  expect(await askByKey(secret)).toBe(200);
  await page.goto(pageOf(user));

  await expect(page.getByRole('heading', { name: user.name, level: 1 })).toBeVisible();
  for (const text of [user.email, 'Active', 'Confirmed', 'Nightly import', 'Read saved jobs', 'End session'])
    await expect(page.getByText(text).first()).toBeVisible();
  await expect(section(page, 'Billing')).toContainText(/Pro.*Active.*Renews on/s);
  await expect(section(page, 'Usage').getByRole('meter', { name: 'API keys' })).toHaveAttribute(
    'aria-valuetext',
    '1 of 10',
  );
  await expect(section(page, 'Organizations')).toContainText('No customer at Stripe');
  await expectAccessible(page);
  await shoot(page, 'admin-user');

  await test.step('notes are added, removed and brought back', async () => {
    const notes = section(page, 'Notes');
    await notes.getByRole('button', { name: 'Add note' }).click();
    await expect(notes.getByText('Write something first.')).toBeVisible();
    await notes.getByLabel('New note').fill('Wants an invoice.\nCalled on Monday.');
    await notes.getByRole('button', { name: 'Add note' }).click();
    await expect(notes.getByRole('listitem')).toContainText(['Called on Monday.']);
    await expect(notes.getByRole('listitem')).toContainText([admin.email]);
    await notes.getByRole('button', { name: /^Remove the note/ }).click();
    await confirm(page, 'Remove');
    await expect(notes.getByRole('listitem')).toHaveCount(0);
    await undo(page);
    await expect(notes.getByRole('listitem')).toHaveCount(1);
  });

  await test.step('events are shown by kind, by a link that can be passed on', async () => {
    await section(page, 'Recent events').getByRole('link', { name: 'Mails' }).click();
    await expect(page).toHaveURL(/\?events=mail#events$/);
    await expect(section(page, 'Recent events')).toContainText('Nothing yet.');
    await page.goto(`${pageOf(user)}?events=audit#events`);
    await expect(section(page, 'Recent events').getByRole('listitem').first()).toBeInViewport();
    await expect(section(page, 'Recent events')).toContainText(admin.email);
  });
});

test('a suspended person is out at the next click, everywhere, until they are activated', async ({
  page,
  context,
  browser,
}) => {
  test.slow();
  const { user, person } = await personElsewhere(browser);
  await signedInAdmin(context);
  const { secret } = await keyOf(user);
  expect(await askByKey(secret)).toBe(200);
  await page.goto(pageOf(user));

  await page.getByRole('button', { name: 'Suspend account' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await expectAccessible(page);
  await shoot(page, 'admin-user-suspend');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/);
  await confirm(page, 'Suspend');
  await expect(page.getByText('The account is suspended')).toBeVisible();
  await expect(page.getByText('This account is suspended')).toBeVisible();
  await shoot(page, 'admin-user-suspended');

  await person.getByRole('link', { name: 'Organization' }).first().click();
  await expect(person).toHaveURL(/\/sign-in\?notice=suspended/);
  await expect(person.getByText('This account is suspended')).toBeVisible();
  await signIn(person, user);
  // What they were told on the way in is not told twice.
  await expect(person.getByRole('alert').getByText('This account is suspended')).toBeVisible();
  await expect(person.getByText('This account is suspended')).toHaveCount(1);
  expect(await askByKey(secret)).toBe(403);

  await page.getByRole('button', { name: 'Activate account' }).click();
  await confirm(page, 'Activate');
  await expect(page.getByText('The account is active')).toBeVisible();
  expect(await askByKey(secret)).toBe(200);
  await person.goto('/sign-in');
  await signIn(person, user);
  await expect(person.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();

  // Taken back with one click, without another question.
  await page.getByRole('button', { name: 'Suspend account' }).click();
  await confirm(page, 'Suspend');
  await expect(page.getByRole('button', { name: 'Activate account' })).toBeVisible();
  await undo(page);
  await expect(page.getByRole('button', { name: 'Suspend account' })).toBeVisible();
  expect(await askByKey(secret)).toBe(200);
  expect((await actionsAbout(user)).slice(0, 4)).toEqual([
    'user.suspended',
    'user.activated',
    'user.suspended',
    'user.activated',
  ]);
});

test('sessions and keys are ended one by one, and all at once', async ({ page, context, browser }) => {
  test.slow();
  const { user, person } = await personElsewhere(browser);
  await signedInAdmin(context);
  const { secret } = await keyOf(user);
  await page.goto(pageOf(user));

  await page.getByRole('button', { name: 'Revoke Nightly import' }).click();
  await confirm(page, 'Revoke');
  await expect(page.getByText('No key.')).toBeVisible();
  expect(await askByKey(secret)).toBe(401);

  await section(page, 'Sessions')
    .getByRole('button', { name: /^End session: / })
    .click();
  await confirm(page, 'End session');
  await expect(page.getByText('Signed in nowhere.')).toBeVisible();
  await person.reload();
  await expect(person).toHaveURL(/\/sign-in/);

  await signIn(person, user);
  await expect(person.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'End all sessions' }).click();
  await confirm(page, 'End all sessions');
  await expect(page.getByText('Signed in nowhere.')).toBeVisible();
  await person.reload();
  await expect(person).toHaveURL(/\/sign-in/);
});

test('a deleted account is gone at once, its address is free, and it can be restored', async ({
  page,
  context,
  browser,
}) => {
  test.slow();
  const { user, person } = await personElsewhere(browser);
  await signedInAdmin(context);
  await page.goto(pageOf(user));

  await page.getByRole('button', { name: 'Delete account' }).click();
  await shoot(page, 'admin-user-delete');
  await confirm(page, 'Delete account');
  await expect(page.getByText('This account is deleted')).toBeVisible();
  await expect(page.getByText(/It can be restored until/)).toBeVisible();
  await shoot(page, 'admin-user-deleted');
  await person.reload();
  await expect(person).toHaveURL(/\/sign-in/);
  await signIn(person, user);
  await expect(person.getByText('Email or password is wrong.')).toBeVisible();
  await mailTo(user.email, 'Your account was deleted');

  await page.getByRole('button', { name: 'Restore account' }).click();
  await confirm(page, 'Restore');
  await expect(page.getByRole('button', { name: 'Delete account' })).toBeVisible();
  await person.goto('/sign-in');
  await signIn(person, user);
  await expect(person.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  await mailTo(user.email, 'Your account is back');

  // Deleted again, and then the person begins anew with the same address: there is no way back.
  await page.getByRole('button', { name: 'Delete account' }).click();
  await confirm(page, 'Delete account');
  await expect(page.getByRole('button', { name: 'Restore account' })).toBeVisible();
  // Or the last mail could come after the one with the link.
  if (supabaseTarget() !== 'project')
    await expect
      .poll(
        async () => (await mailsTo(user.email)).filter(({ subject }) => /was deleted/.test(subject)).length,
      )
      .toBe(2);
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto('/sign-up');
  await fresh.getByLabel('Name').fill('Nora Again');
  await fresh.getByLabel('Email').fill(user.email);
  await fresh.getByLabel('Password', { exact: true }).fill(user.password);
  await fresh.getByRole('button', { name: 'Create account' }).click();
  await expect(fresh).toHaveURL(/\/check-email/);
  await fresh.goto(await confirmationLink(user.email, { type: 'signup', password: user.password }));
  await fresh.getByRole('button', { name: 'Confirm and sign in' }).click();
  await expect(fresh.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Restore account' }).click();
  await submit(page, 'Restore');
  await expect(page.getByRole('dialog').getByText(/Another account has the address/)).toBeVisible();
});

test('whoever signs in by Google begins anew with the same Google account', async ({
  page,
  context,
  browser,
}) => {
  test.skip(supabaseTarget() === 'project', onlyLocal.google);
  test.slow();
  const google = { email: `google-${crypto.randomUUID()}@gmail.example`, name: 'Nell Here' };
  const person = await (await browser.newContext()).newPage();
  const first = await byGoogle(person, google);
  await signedInAdmin(context);
  await page.goto(`/admin/users/${first}`);
  await expect(page.getByText(`Google (${google.email})`)).toBeVisible();
  await page.getByRole('button', { name: 'Delete account' }).click();
  await confirm(page, 'Delete account');
  await expect(page.getByText('This account is deleted')).toBeVisible();
  await person.context().clearCookies();
  const second = await byGoogle(person, google);
  expect(second).not.toBe(first);
});

test('a person who cannot get in is helped: mails, a confirmed address, limits', async ({
  page,
  context,
  browser,
}) => {
  test.slow();
  const user = await createUser({ confirmed: false });
  await signedInAdmin(context);
  await page.goto(pageOf(user));
  await expect(page.getByText('Not confirmed')).toBeVisible();

  await page.getByRole('button', { name: 'Resend confirmation' }).click();
  await confirm(page, 'Send');
  await expect(page.getByText('The mail is on its way')).toBeVisible();
  if (supabaseTarget() !== 'project') expect(await confirmationLink(user.email)).toContain('/auth/confirm');

  const person = await (await browser.newContext()).newPage();
  await person.goto('/sign-in');
  await signIn(person, user);
  await expect(person.getByText(/confirm/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Verify email' }).click();
  await confirm(page, 'Verify email');
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resend confirmation' })).toHaveCount(0);
  await person.goto('/sign-in');
  await signIn(person, user);
  await expect(person.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Send password reset' }).click();
  await confirm(page, 'Send');
  await expect(page.getByText('The mail is on its way').first()).toBeVisible();
  expect(await actionsAbout(user)).toEqual([
    'user.confirmation_sent',
    'user.email_confirmed',
    'user.password_reset_sent',
  ]);

  await test.step('whose script was too fast goes on at once', async () => {
    const { secret } = await keyOf(user);
    let status = 200;
    for (let calls = 0; status === 200 && calls < 200; calls++) status = await askByKey(secret);
    expect(status).toBe(429);
    await page.getByRole('button', { name: 'Clear rate limits' }).click();
    await page.getByRole('dialog').getByLabel('Which').selectOption('Requests by API keys');
    await shoot(page, 'admin-user-limits');
    await confirm(page, 'Clear');
    await expect(page.getByText('The limits begin anew')).toBeVisible();
    expect(await askByKey(secret)).toBe(200);
  });
});

test('an admin is not touched by another, nor by themselves', async ({ page, context, browser }) => {
  const other = await signedInAdmin(await browser.newContext());
  const admin = await signedInAdmin(context);
  await page.goto(pageOf(other));
  await expect(page.getByText('An admin can neither be suspended nor deleted here.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Suspend account|Delete account/ })).toHaveCount(0);
  await page.goto(pageOf(admin));
  await expect(page.getByText('This is your own account')).toBeVisible();
  await expect(page.getByRole('button', { name: /Suspend account|Delete account/ })).toHaveCount(0);
  const refused = await page.request.patch(`/api/admin/users/${other.id}`, {
    data: { status: 'suspended', reason: why },
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(refused.status()).toBe(409);
});

test('to whoever is no admin there is no such page, and for an admin only of people who are there', async ({
  page,
  context,
  browser,
}) => {
  const { user, person } = await personElsewhere(browser);
  expect((await person.goto(pageOf(user)))?.status()).toBe(404);
  expect((await person.request.get(`/api/admin/users/${user.id}`)).status()).toBe(404);
  await signedInAdmin(context);
  for (const id of [crypto.randomUUID(), 'nobody'])
    expect((await page.goto(`/admin/users/${id}`))?.status()).toBe(404);
});

function pageOf({ id }: Pick<TestUser, 'id'>): string {
  return `/admin/users/${id}`;
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** Somebody who is signed in in a browser of their own. */
async function personElsewhere(
  browser: { newContext: () => Promise<BrowserContext> },
  options?: Parameters<typeof signedInUser>[1],
): Promise<{ user: TestUser; person: Page }> {
  const context = await browser.newContext();
  const user = await signedInUser(context, options);
  const person = await context.newPage();
  await person.goto('/jobs');
  await expect(person.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  return { user, person };
}

/** Gives the reason and confirms, and waits until the dialog is gone. */
async function confirm(page: Page, verb: string): Promise<void> {
  await submit(page, verb);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function submit(page: Page, verb: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(why);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByText('Taken back')).toBeVisible();
}

async function keyOf(user: TestUser) {
  const principal = await principalFor({ ...ownTenant(user), ...user });
  return createApiKey(principal, { name: 'Nightly import', scopes: ['jobs:read'] });
}

async function askByKey(secret: string | null): Promise<number> {
  const answer = await fetch(`${process.env.APP_URL}/api/jobs`, { headers: { 'x-api-key': secret ?? '' } });
  return answer.status;
}

async function byGoogle(page: Page, google: { email: string; name: string }): Promise<string> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue with Google' }).click();
  await continueAtGoogle(page, google);
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  return (await (await page.request.get('/api/auth/me')).json()).user.id;
}

async function actionsAbout({ id }: TestUser): Promise<string[]> {
  const events = await asService('test.events', (tx) =>
    tx.auditEvent.findMany({ where: { userId: id, via: 'console' }, orderBy: { id: 'asc' } }),
  );
  return events.map(({ action }) => action);
}
