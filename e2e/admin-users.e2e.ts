import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { setPlatformRole } from '@/lib/admin';
import { createApiKey } from '@/lib/auth/api-keys';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { findPrincipal } from '@/lib/auth/find-principal';
import { asService } from '@/lib/db';
import { givePlan, makePerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { expectAccessible, signIn } from './support/auth-pages';
import { hydrated } from './support/hydrated';
import { shoot } from './support/screenshots';
import { createUser, signedInAdmin, signedInUser, type TestUser } from './support/users';

test.describe('the door of the console', () => {
  test('is not there for an ordinary person, by page and by API', async ({ page, context }) => {
    await signedInUser(context);
    for (const address of ['/admin/users', '/admin/users?q=a']) {
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
      await page.getByLabel('Status').selectOption('suspended');
      await expect(rows).toHaveCount(1);
      await expect(rows).toContainText(second.email);
      await expect(page).toHaveURL(/status=suspended/);
      await expectAccessible(page);
      await shoot(page, 'admin-users-filters');
      await page.getByRole('link', { name: 'Remove filter Status: Suspended' }).click();
      await page.getByLabel('Plan').selectOption('pro');
      await expect(rows).toContainText([first.email]);
      await page.getByLabel('Plan').selectOption('');
      await page.getByLabel('Signed up to').fill('2020-01-01');
      await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
      await shoot(page, 'admin-users-nobody');
      await page.getByRole('link', { name: 'Clear search and filters' }).click();
      await expect(page).toHaveURL('/admin/users');
      await expect(page.getByRole('searchbox')).toHaveValue('');
    });

    await test.step('sorting', async () => {
      await page.goto(`/admin/users?q=${word}`);
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

  await expect(options).toHaveCount(7);
  await expectAccessible(page);
  await shoot(page, 'admin-palette');
  await page.keyboard.press('ArrowUp');
  await expect(marked).toHaveText('Audit log');
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

/** Opens a page of the list, and waits until it listens. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await hydrated(page.getByRole('searchbox', { name: 'Search people' }));
}

/** A word that is in the names of one test's people and nowhere else. */
function marker(): string {
  return `mark${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}x`;
}

/** So many people who have a word in their names, the oldest first. */
async function makePeople(word: string, count: number): Promise<TestUser[]> {
  const people: TestUser[] = [];
  for (let index = 0; index < count; index++) people.push(await createUser({ name: `${word} ${index}` }));
  return people;
}

function change(id: string, data: { status: 'suspended' }) {
  return asService('test.change', (tx) => tx.user.update({ where: { id }, data }));
}

async function problemOf(page: Page, address: string) {
  const answer = await page.request.get(address);
  return answer.json();
}
