import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { createJob } from '@/lib/jobs';
import { expectAccessible } from './support/auth-pages';
import { askToAddJob, ownTenant } from './support/jobs';
import { mailsTo, mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInAdmin, signedInUser, type TestUser } from './support/users';

test('an admin looks at what somebody sees, may then change things, and stops', async ({ page, context }) => {
  test.slow();
  const admin = await signedInAdmin(context);
  const user = await personWithJob();
  await page.goto('/jobs');
  await expect(page.getByText('Surveyor')).toHaveCount(0);

  await test.step('it begins on the person’s page, with a reason', async () => {
    await page.goto(`/admin/users/${user.id}`);
    await page.getByRole('button', { name: 'Act as' }).click();
    const dialog = page.getByRole('dialog', { name: 'Act as Nora Berg?' });
    await dialog.getByRole('button', { name: 'Act as them' }).click();
    await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/);
    await expectAccessible(page);
    await shoot(page, 'acting-dialog');
    await dialog.getByLabel('Reason').fill('They cannot find their jobs');
    await dialog.getByRole('button', { name: 'Act as them' }).click();
    await expect(page).toHaveURL(/\/jobs$/);
  });

  await test.step('every page says who acts as whom, and shows what the person sees', async () => {
    const bar = actingBar(page);
    await expect(bar).toContainText('Acting as Nora Berg');
    await expect(bar).toContainText(`${user.email} · you are ${admin.email}`);
    await expect(bar).toContainText('Read-only');
    await expect(bar.getByRole('timer')).toHaveText(/^(29|30):\d\d left$/);
    await expect(page.getByText('Surveyor')).toBeVisible();
    await soundInBoth(page, 'acting-read-only');
    await page.getByRole('link', { name: 'Billing' }).first().click();
    await expect(page).toHaveURL(/\/account\/billing$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(actingBar(page)).toBeVisible();
    await page.goto('/pricing?from=runs');
    await expect(actingBar(page)).toBeVisible();
    // Once per navigation, whatever the browser has fetched ahead, and without what was asked for.
    await expect.poll(() => viewedOf(user)).toEqual(['/account/billing', '/jobs', '/pricing']);
  });

  await test.step('nothing is changed while they only look', async () => {
    await page.goto('/jobs');
    await addJob(page, 'Cartographer');
    await expect(page.getByRole('dialog').getByText(/act as somebody else and may only look/)).toBeVisible();
    expect(await titlesOf(user)).toEqual(['Surveyor']);
  });

  await test.step('once confirmed, they change things in the person’s name', async () => {
    await page.goto('/jobs');
    await actingBar(page).getByRole('button', { name: 'May change things' }).click();
    const dialog = page.getByRole('dialog');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'May change things' }).click();
    await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/);
    await dialog.getByLabel('Reason').fill('They asked me to add it for them');
    await dialog.getByRole('button', { name: 'May change things' }).click();
    await expect(actingBar(page)).toContainText('May change things');
    await expect(actingBar(page).getByRole('button', { name: 'May change things' })).toHaveCount(0);
    await soundInBoth(page, 'acting-may-change');
    await addJob(page, 'Cartographer');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => titlesOf(user)).toEqual(['Cartographer', 'Surveyor']);
  });

  await test.step('what is the person’s own business stays so', async () => {
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect(page.getByText('You act as somebody else: this they can only do themselves.')).toBeVisible();
    expect((await page.request.get('/api/billing/portal', { maxRedirects: 0 })).status()).toBe(403);
  });

  await test.step('the console stays the admin’s own', async () => {
    await page.goto(`/admin/users/${user.id}`);
    await expect(page.getByRole('heading', { name: 'Nora Berg', level: 1 })).toBeVisible();
    await expect(page.getByText(/There now, until .* can change things/)).toBeVisible();
    await expect(actingBar(page)).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'acting-in-console');
    const { id } = admin;
    await page.goto(`/admin/users/${id}`);
    await expect(page.getByRole('heading', { name: 'Ada Lindqvist', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Act as' })).toHaveCount(0);
  });

  await test.step('the way out leads back to the person’s page, and to oneself', async () => {
    await actingBar(page).getByRole('button', { name: 'Stop' }).click();
    await expect(page).toHaveURL(new RegExp(`/admin/users/${user.id}$`));
    await expect(actingBar(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Nora Berg', level: 1 })).toBeVisible();
    await expect(page.getByText(/UTC · could change things/)).toBeVisible();
    await page.goto('/jobs');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Surveyor')).toHaveCount(0);
    await expect(actingBar(page)).toHaveCount(0);
    expect((await context.cookies()).filter(({ name }) => name.includes('acting'))).toEqual([]);
  });

  await mailTo(user.email, 'Foothold support is looking at your account');
  await mailTo(user.email, 'Foothold support may change things in your account');
  for (const { html } of await mailsTo(user.email)) {
    expect(html).not.toContain('cannot find');
    expect(html).not.toContain(admin.email);
  }
});

test('the person sees that support is there, and that it was', async ({ page, context, browser }) => {
  const user = await signedInUser(context);
  const console = await browser.newContext();
  await signedInAdmin(console);
  const other = await console.newPage();
  await other.goto('/jobs');
  await beginActing(other, user);
  await page.goto('/account/sessions');
  const visits = page.getByRole('region', { name: 'Foothold support' });
  await expect(
    visits.getByText(/There now, until \d\d:\d\d UTC at the latest · can only look/),
  ).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'sessions-with-support');
  // The admin sees the same page, and no device of their own on it.
  await other.goto('/account/sessions');
  await expect(other.getByRole('region', { name: 'Foothold support' })).toBeVisible();
  await expect(other.getByRole('region', { name: 'This device' })).toHaveCount(0);
  await actingBar(other).getByRole('button', { name: 'Stop' }).click();
  await expect(other).toHaveURL(/\/admin\/users\//);
  await page.reload();
  await expect(visits.getByText(/UTC · could only look/)).toBeVisible();
  await console.close();
});

test('a tab from before is made anew as soon as it is looked at or used', async ({ page, context }) => {
  await signedInAdmin(context);
  const user = await personWithJob();
  const before = await context.newPage();
  await before.goto('/jobs');
  await expect(before.getByRole('heading', { level: 1 })).toBeVisible();
  await beginActing(page, user);

  // Its frame is the admin's and what it fetches would be the person's: it does not stay so.
  await before.getByRole('link', { name: 'Usage' }).first().click();
  await expect(actingBar(before)).toContainText('Nora Berg');
  await expect(before).toHaveURL(/\/account\/usage$/);

  await page.goto('/jobs');
  await actingBar(page).getByRole('button', { name: 'Stop' }).click();
  await expect(page).toHaveURL(/\/admin\/users\//);
  await expect(actingBar(before)).toHaveCount(0);
});

test('after 30 minutes it ends by itself, says so and leads back', async ({ page, context }) => {
  await signedInAdmin(context);
  const user = await personWithJob();
  await beginActing(page, user);
  await page.goto('/jobs');
  await expect(actingBar(page)).toBeVisible();
  await leave(user, '4 seconds');
  await page.reload();
  await expect(page).toHaveURL(new RegExp(`/admin/acting\\?user=${user.id}$`));
  await expect(page.getByRole('heading', { name: 'You are yourself again', level: 1 })).toBeVisible();
  await expect(page.getByText(/The 30 minutes are over\. You are not acting as user/)).toBeVisible();
  await expect(actingBar(page)).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, 'acting-over');
  await expect(page.getByRole('link', { name: 'Back to their page' })).toHaveAttribute(
    'href',
    `/admin/users/${user.id}`,
  );
});

test('whoever believes to act as somebody does nothing as themselves when that is over', async ({
  page,
  context,
}) => {
  const admin = await signedInAdmin(context);
  const user = await personWithJob();
  await beginActing(page, user);
  await page.goto('/jobs');
  await askToAddJob(page);
  await expect(page.getByRole('dialog')).toBeVisible();
  await leave(user, '0 seconds');
  await fillJob(page, 'Cartographer');
  await expect(page.getByText(/You are not acting as .+ any more/)).toBeVisible();
  expect(await titlesOf(admin)).toEqual([]);
  expect(await titlesOf(user)).toEqual(['Surveyor']);
});

test('the token is worth nothing in another browser, and whoever signs out loses it', async ({
  page,
  context,
  browser,
}) => {
  await signedInAdmin(context);
  const user = await personWithJob();
  await beginActing(page, user);
  const thief = await browser.newContext();
  await signedInAdmin(thief);
  await thief.addCookies((await context.cookies()).filter(({ name }) => name.includes('acting')));
  const stolen = await thief.newPage();
  await stolen.goto('/jobs');
  await expect(stolen).toHaveURL(/\/jobs$/);
  await expect(stolen.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(actingBar(stolen)).toHaveCount(0);
  await expect(stolen.getByText('Surveyor')).toHaveCount(0);
  expect((await thief.cookies()).filter(({ name }) => name.includes('acting'))).toEqual([]);
  await thief.close();

  await page.goto('/jobs');
  await page.getByRole('button', { name: /^Account menu of Nora Berg/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  expect((await context.cookies()).filter(({ name }) => name.includes('acting'))).toEqual([]);
});

test('a page of another site that leads here does not act in the person’s name', async ({
  page,
  context,
}) => {
  await signedInAdmin(context);
  const user = await personWithJob();
  await beginActing(page, user);
  // Without the strict cookie the first page would be the admin's own; it is made anew before anything is done on it.
  const link = `<a href="${env().APP_URL}/jobs">go</a>`;
  await page.route('https://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: link }),
  );
  await page.goto('https://elsewhere.example/');
  await page.getByRole('link').click();
  await expect(actingBar(page)).toContainText('Nora Berg');
  await expect(page.getByText('Surveyor')).toBeVisible();
});

async function soundInBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    await shoot(page, `${name}-${colorScheme}`);
  }
}

function actingBar(page: Page) {
  return page.getByRole('region', { name: 'Acting as somebody else' });
}

async function personWithJob(): Promise<TestUser> {
  const user = await createUser();
  await createJob(ownTenant(user), { title: 'Surveyor', company: 'Halcyon Maps' });
  return user;
}

/** Begins in the browser of a page, which shows nothing of this site meanwhile: it would be made anew at the same moment. */
async function beginActing(page: Page, { id }: TestUser): Promise<void> {
  await page.goto('about:blank');
  const answer = await page.request.post(`/api/admin/users/${id}/impersonate`, {
    data: { reason: 'They cannot find their jobs' },
    headers: { origin: new URL(env().APP_URL).origin },
  });
  expect(answer.status()).toBe(201);
}

async function addJob(page: Page, title: string): Promise<void> {
  await askToAddJob(page);
  await fillJob(page, title);
}

async function fillJob(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Job title').fill(title);
  await dialog.getByLabel('Company').fill('Halcyon Maps');
  await dialog.getByRole('button', { name: 'Save job' }).click();
}

async function titlesOf({ id }: TestUser): Promise<string[]> {
  const jobs = await asService('test.jobs', (tx) => tx.savedJob.findMany({ where: { organizationId: id } }));
  return jobs.map(({ title }) => title).sort();
}

async function viewedOf({ id }: TestUser): Promise<string[]> {
  const events = await asService('test.viewed', (tx) =>
    tx.auditEvent.findMany({ where: { actingAs: id, action: 'impersonation.viewed' } }),
  );
  return events.map(({ after }) => String(Object(after).path)).sort();
}

/** Leaves so much of an acting, as if the rest had passed. */
async function leave({ id }: TestUser, left: string): Promise<void> {
  await asService(
    'test.leave',
    (tx) =>
      tx.$executeRaw`
      update app.impersonations
      set started_at = now() - interval '30 minutes' + ${left}::interval, expires_at = now() + ${left}::interval
      where user_id = ${id}::uuid and ended_at is null`,
  );
}
