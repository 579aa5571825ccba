import { expect } from '@playwright/test';
import { makePeople, marker, openPeople } from './support/admin-people';
import { expectAccessible } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInAdmin } from './support/users';

test('by the keyboard alone an admin finds a person or a page from anywhere in the console', async ({
  page,
  context,
}) => {
  await signedInAdmin(context);
  const word = marker();
  const [person] = await makePeople(word, 2);
  await openPeople(page, '/admin/users');
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

  await openPeople(page, '/admin/users');
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
