import { expect } from '@playwright/test';
import { setPlatformRole } from '@/lib/admin';
import { asService } from '@/lib/db';
import { underLease } from '@/lib/resilience';
import { type Listed, makePeople, marker, openPeople, suspend } from './support/admin-people';
import { expectAccessible } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInAdmin } from './support/users';

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
    await suspend(suspended.id);
    await setPlatformRole(operator.email, 'superadmin');
    await openPeople(page, `/admin/users?q=${word}`);
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
    await openPeople(page, `/admin/users?q=${word}`);
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
    await openPeople(page, `/admin/users?q=${word}`);
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
