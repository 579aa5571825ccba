import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { Client } from 'pg';
import { setPlatformRole } from '@/lib/admin';
import { createApiKey } from '@/lib/auth/api-keys';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { findPrincipal } from '@/lib/auth/find-principal';
import { asService } from '@/lib/db';
import { underLease } from '@/lib/resilience';
import { givePlan, makePerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { expectAccessible, signIn } from './support/auth-pages';
import { shoot } from './support/screenshots';
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

test.describe('the list of people', () => {
  test('is searched, filtered, sorted and paged, all of it in the address', async ({ page, context }) => {
    test.slow();
    await signedInAdmin(context);
    const word = marker();
    const people = await makePeople(word, 53);
    const [first, second] = people;
    if (!first || !second) throw new Error('Nobody was made.');
    await givePlan(first.id, 'pro');
    await change(second.id, { status: 'suspended' });
    await open(page, '/admin/users');
    const main = page.getByRole('main');
    const rows = main.getByRole('row').filter({ has: page.getByRole('cell') });

    await test.step('searching', async () => {
      await page.getByRole('searchbox', { name: 'Search people' }).fill(word);
      await expect(page).toHaveURL(`/admin/users?q=${word}`);
      await expect(main.getByText('53 people')).toBeVisible();
      await expect(rows).toHaveCount(50);
      await expect(page.getByRole('searchbox')).toBeFocused();
      await expectAccessible(page);
      await shoot(page, 'admin-users');
    });

    await test.step('to the next page and back', async () => {
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(rows).toHaveCount(3);
      await expect(page).toHaveURL(/cursor=/);
      await page.reload();
      await expect(rows).toHaveCount(3);
      await page.getByRole('link', { name: 'Previous' }).click();
      await expect(rows).toHaveCount(50);
    });

    await test.step('filtering', async () => {
      await page.getByRole('button', { name: 'Filters' }).click();
      await page.getByRole('combobox', { name: 'Status' }).selectOption('suspended');
      await expect(rows).toHaveCount(1);
      await expect(rows).toContainText(second.email);
      await expect(page).toHaveURL(/status=suspended/);
      await expectAccessible(page);
      await shoot(page, 'admin-users-filters');
      await page.getByRole('link', { name: 'Remove filter Status: Suspended' }).click();
      await expect(rows).toHaveCount(50);
      await page.getByRole('combobox', { name: 'Plan' }).selectOption('pro');
      await expect(rows).toContainText([first.email]);
      await page.getByRole('combobox', { name: 'Plan' }).selectOption('');
      await expect(rows).toHaveCount(50);
      await page.getByLabel('Signed up to').fill('2020-01-01');
      await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
      await shoot(page, 'admin-users-nobody');
      await page.getByRole('link', { name: 'Clear search and filters' }).click();
      await expect(page).toHaveURL('/admin/users');
      await expect(page.getByRole('searchbox')).toHaveValue('');
    });

    await test.step('sorting', async () => {
      await open(page, `/admin/users?q=${word}`);
      await page.getByRole('link', { name: 'User', exact: true }).click();
      await expect(page).toHaveURL(/sort=email/);
      await expect(page.getByRole('columnheader', { name: 'User' })).toHaveAttribute(
        'aria-sort',
        'ascending',
      );
      const byEmail = people.map(({ email }) => email).sort();
      await expect(rows.first()).toContainText(byEmail[0] ?? '');
      await page.getByRole('link', { name: 'User', exact: true }).click();
      await expect(rows.first()).toContainText(byEmail.at(-1) ?? '');
      await page.goBack();
      await expect(rows.first()).toContainText(byEmail[0] ?? '');
    });

    await test.step('what was cut from an address is no way to nowhere', async () => {
      await page.goto(`/admin/users?q=${word}&cursor=broken`);
      await expect(page).toHaveURL(`/admin/users?q=${word}`);
      await expect(rows).toHaveCount(50);
    });
  });

  test('has the columns that were chosen, for whoever has the link and for whoever comes back', async ({
    page,
    context,
  }) => {
    await signedInAdmin(context);
    const word = marker();
    const [person] = await makePeople(word, 1);
    await open(page, `/admin/users?q=${word}`);
    const heading = (name: string) => page.getByRole('columnheader', { name });
    await expect(heading('Plan')).toBeVisible();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Plan' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Id' }).click();
    await expect(page.getByRole('menuitemcheckbox', { name: 'Plan' })).not.toBeChecked();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/columns=status\.created\.seen\.id$/);
    await expect(heading('Plan')).toHaveCount(0);
    await expect(page.getByRole('cell', { name: person?.id ?? '' })).toBeVisible();
    await page.goto(`/admin/users?q=${word}`);
    await expect(heading('Id')).toBeVisible();
    await expect(heading('Plan')).toHaveCount(0);
    await page.goto(`/admin/users?q=${word}&columns=plan`);
    await expect(heading('Plan')).toBeVisible();
    await expect(heading('Id')).toHaveCount(0);
  });

  test('comes as a file, all that is found and no more', async ({ page, context }) => {
    const admin = await signedInAdmin(context);
    const word = marker();
    const people = await makePeople(word, 3);
    await open(page, `/admin/users?q=${word}`);
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe('foothold-users.csv');
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(people.map(({ email }) => email));
    const event = await asService('test.event', (tx) =>
      tx.auditEvent.findFirst({ where: { actorId: admin.id, action: 'users.exported' } }),
    );
    expect(event).toMatchObject({
      after: { filter: { q: word } },
      requestId: expect.stringMatching(/^req_/),
    });
  });
});

test.describe('what is done for many', () => {
  test('is said before it is done, is done by the worker, and told person by person', async ({
    page,
    context,
  }) => {
    test.slow();
    const admin = await signedInAdmin(context);
    const word = marker();
    const people = await makePeople(word, 4);
    const [, suspended, operator] = people;
    if (!suspended || !operator) throw new Error('Somebody is missing.');
    await change(suspended.id, { status: 'suspended' });
    await setPlatformRole(operator.email, 'superadmin');
    await open(page, `/admin/users?q=${word}`);
    const selection = page.getByRole('region', { name: 'Selection' });
    const dialog = page.getByRole('dialog');

    await test.step('choosing', async () => {
      await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
      await expect(selection).toContainText('4 selected');
      await page.getByRole('checkbox', { name: `Select ${operator.email}` }).uncheck();
      await expect(selection).toContainText('3 selected');
      await page.getByRole('checkbox', { name: `Select ${operator.email}` }).check();
      await expectAccessible(page);
      await shoot(page, 'admin-users-selected');
    });

    await test.step('the dry run', async () => {
      await selection.getByRole('button', { name: 'Suspend' }).click();
      await expect(dialog).toContainText('This concerns 2 people.');
      await expect(dialog).toContainText('1 left out: admins of the platform');
      await expect(dialog).toContainText('1 left out: suspended already');
      await expectAccessible(page);
      await shoot(page, 'admin-bulk-dialog');
      await dialog.getByRole('button', { name: 'Suspend for 2' }).click();
      await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/);
      expect(await statusesOf(people)).toEqual(['active', 'suspended', 'active', 'active']);
    });

    await test.step('the order', async () => {
      await dialog.getByLabel('Reason').fill('Opened by a script');
      await dialog.getByRole('button', { name: 'Suspend for 2' }).click();
      await expect(page).toHaveURL(/\/admin\/users\/bulk\/[0-9a-f-]{36}$/);
      await expect(page.getByText('2 of 2 done')).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute(
        'aria-valuenow',
        '100',
      );
      await expect(page.getByRole('cell', { name: 'Done' })).toHaveCount(2);
      await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
      await expectAccessible(page);
      await shoot(page, 'admin-bulk-done');
      expect(await statusesOf(people)).toEqual(['suspended', 'suspended', 'active', 'suspended']);
      const events = await asService('test.events', (tx) =>
        tx.auditEvent.findMany({ where: { actorId: admin.id, action: 'user.suspended' } }),
      );
      expect(events.map(({ reason }) => reason)).toEqual(['Opened by a script', 'Opened by a script']);
      await page.getByRole('link', { name: 'All operations' }).click();
      await expect(page.getByRole('row').filter({ hasText: admin.email })).toContainText('2 of 2 done');
      await expectAccessible(page);
      await shoot(page, 'admin-bulk-list');
    });
  });

  test('is confirmed by their number where there are many, and concerns all that are found', async ({
    page,
    context,
  }) => {
    test.slow();
    await signedInAdmin(context);
    const word = marker();
    const people = await makePeople(word, 102);
    await open(page, `/admin/users?q=${word}`);
    await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
    await page.getByRole('button', { name: 'Select everybody found' }).click();
    const selection = page.getByRole('region', { name: 'Selection' });
    await expect(selection).toContainText('Everybody found');
    await selection.getByRole('button', { name: 'Grant plan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Plan' }).selectOption('team');
    await dialog.getByLabel('Last day').fill('2099-12-31');
    await expect(dialog).toContainText('This concerns 102 people.');
    await dialog.getByLabel('Reason').fill('A gift for all of them');
    const order = dialog.getByRole('button', { name: 'Grant plan for 102' });
    await expect(order).toBeDisabled();
    await dialog.getByLabel('Type 102 to confirm').fill('101');
    await expect(order).toBeDisabled();
    await dialog.getByLabel('Type 102 to confirm').fill('102');
    await expectAccessible(page);
    await shoot(page, 'admin-bulk-typed');
    await order.click();
    await expect(page.getByRole('heading', { name: 'Grant Team until 2099-12-31' })).toBeVisible();
    await expect(page.getByText('102 of 102 done')).toBeVisible({ timeout: 120_000 });
    const grants = await asService('test.grants', (tx) =>
      tx.planGrant.count({ where: { organizationId: { in: people.map(({ id }) => id) }, planId: 'team' } }),
    );
    expect(grants).toBe(102);
  });

  test('can be stopped', async ({ page, context }) => {
    test.slow();
    await signedInAdmin(context);
    const word = marker();
    const people = await makePeople(word, 2);
    await open(page, `/admin/users?q=${word}`);
    await whileNobodyWorks(async () => {
      await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
      const selection = page.getByRole('region', { name: 'Selection' });
      await selection.getByRole('button', { name: 'Suspend' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('By mistake');
      await dialog.getByRole('button', { name: 'Suspend for 2' }).click();
      await expect(page.getByText('0 of 2 done')).toBeVisible();
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(page.getByText('Stopped')).toBeVisible();
    });
    await page.reload();
    await expect(page.getByText('0 of 2 done')).toBeVisible();
    expect(await statusesOf(people)).toEqual(['active', 'active']);
  });
});

test('by the keyboard alone an admin finds a person or a page from anywhere in the console', async ({
  page,
  context,
}) => {
  await signedInAdmin(context);
  const word = marker();
  const [person] = await makePeople(word, 2);
  await open(page, '/admin/users');
  const field = page.getByRole('combobox', { name: 'Find users and pages' });
  const options = page.getByRole('option');
  const marked = page.getByRole('option', { selected: true });
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();

  await expect(options.first()).toHaveText('Overview');
  await expectAccessible(page);
  await shoot(page, 'admin-palette');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await field.fill('web');
  await expect(marked).toHaveText('Webhook events');

  await field.fill(word);
  await expect(options).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: '3 results' })).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(marked).toContainText(person?.email ?? '');
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await shoot(page, 'admin-palette-found');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/admin/users/${person?.id}`);

  await open(page, '/admin/users');
  await page.getByRole('button', { name: 'Find' }).click();
  await field.fill(word);
  await expect(options).toHaveCount(3);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/admin/users?q=${word}`);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Find' })).toBeFocused();
});

/** Opens a page of the list, and waits until it listens: to keys as well, which wait for nothing. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();
}

/** A word that is in the names of one test's people and nowhere else. */
function marker(): string {
  return `mark${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}x`;
}

/** Somebody who is in the list, and cannot sign in. */
type Listed = { id: string; email: string };

/** So many people who have a word in address and name, the oldest first; made in one statement, as by Supabase. */
async function makePeople(word: string, count: number): Promise<Listed[]> {
  const owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.replace(/\?.*$/, '') });
  await owner.connect();
  try {
    const { rows } = await owner.query<Listed>(
      `insert into auth.users (id, email, raw_user_meta_data)
       select gen_random_uuid(), $1::text || '-' || i || '@example.test', jsonb_build_object('name', $1::text || ' ' || i)
       from generate_series(1, $2::int) i
       returning id::text as id, email`,
      [word, count],
    );
    // All at the same moment: their ids decide.
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    await owner.end();
  }
}

async function statusesOf(people: readonly Listed[]): Promise<string[]> {
  const rows = await asService('test.statuses', (tx) =>
    tx.user.findMany({ where: { id: { in: people.map(({ id }) => id) } } }),
  );
  return people.map(({ id }) => rows.find((row) => row.id === id)?.status ?? 'gone');
}

/** Keeps every worker from orders meanwhile; waits for the one that is at it. */
async function whileNobodyWorks(work: () => Promise<void>): Promise<void> {
  await expect.poll(async () => (await underLease('admin.bulk', work)).held, { timeout: 30_000 }).toBe(true);
}

function change(id: string, data: { status: 'suspended' }) {
  return asService('test.change', (tx) => tx.user.update({ where: { id }, data }));
}

async function problemOf(page: Page, address: string) {
  const answer = await page.request.get(address);
  return answer.json();
}
