import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { asService } from '@/lib/db';
import { givePlan } from '@/local/test/people';
import { makePeople, marker, openPeople, suspend } from './support/admin-people';
import { expectAccessible } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInAdmin } from './support/users';

test.describe('the list of people', () => {
  test('is searched, filtered, sorted and paged, all of it in the address', async ({ page, context }) => {
    test.slow();
    await signedInAdmin(context);
    const word = marker();
    const people = await makePeople(word, 53);
    const [first, second] = people;
    if (!first || !second) throw new Error('Nobody was made.');
    await givePlan(first.id, 'pro');
    await suspend(second.id);
    await openPeople(page, '/admin/users');
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
      await openPeople(page, `/admin/users?q=${word}`);
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
    await openPeople(page, `/admin/users?q=${word}`);
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
    await openPeople(page, `/admin/users?q=${word}`);
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
