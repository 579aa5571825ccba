import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { drainApiCalls, usageOf } from '@/lib/usage';
import { joinOrganization } from '@/local/test/people';
import { ownTenant } from './support/jobs';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

const site = () => process.env.APP_URL ?? '';
const byBearer = (key: string) => ask({ authorization: `Bearer ${key}` });
const byHeader = (key: string) => ask({ 'x-api-key': key });

async function ask(headers: Record<string, string>): Promise<number> {
  return (await fetch(`${site()}/api/jobs`, { headers })).status;
}

test('a key is made, used, limited by the plan, rotated and revoked', async ({ page, context }) => {
  const user = await signedInUser(context);
  await page.goto('/account/api-keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make key' }).click();
  await expect(dialog.getByText('Give it a name')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly import');
  await dialog.getByRole('checkbox', { name: 'Save, change and remove jobs' }).check();
  await dialog.getByRole('button', { name: 'Make key' }).click();
  const first = await toldKey(page);

  // Given the key, a script reads and writes, by either header, and its calls count once each.
  expect(await byBearer(first)).toBe(200);
  expect(await byHeader(first)).toBe(200);
  const saved = await fetch(`${site()}/api/jobs`, {
    method: 'POST',
    headers: { 'x-api-key': first, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Cartographer', company: 'Halcyon Maps' }),
  });
  expect(saved.status).toBe(201);
  const usage = await fetch(`${site()}/api/billing/usage`, { headers: { 'x-api-key': first } });
  expect(await usage.json()).toMatchObject({ error: 'forbidden', requiredScope: 'usage:read' });
  await drainApiCalls();
  expect((await usageOf(ownTenant(user), 'api_calls')).used).toBe(3);
  // It opens no page.
  const opened = await fetch(`${site()}/jobs`, {
    headers: { authorization: `Bearer ${first}` },
    redirect: 'manual',
  });
  expect(opened.headers.get('location')).toContain('/sign-in');

  // Free has room for one.
  await page.reload();
  const item = page.getByRole('listitem').filter({ hasText: 'Nightly import' });
  await expect(item).toContainText('Read saved jobs');
  await expect(item).not.toContainText('Last used never');
  await expect(page.getByText('1 of 1 API key in use')).toBeVisible();
  await page.getByRole('button', { name: 'New key' }).click();
  await expect(dialog.getByRole('heading', { name: /You have used 1 of 1 API key on Free/ })).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'Upgrade' })).toHaveAttribute(
    'href',
    '/pricing?from=api_keys',
  );
  await dialog.getByRole('button', { name: 'Manage keys' }).click();

  // Rotated, both work; revoked, a key is refused from the moment that the page says so.
  await act(page, 'Rotate');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  const second = await toldKey(page);
  expect(second).not.toBe(first);
  expect([await byBearer(first), await byBearer(second)]).toEqual([200, 200]);
  await expect(page.getByText('Being replaced')).toBeVisible();
  await act(page, 'Revoke', first);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('“Nightly import” is revoked')).toBeVisible();
  expect(await byBearer(first)).toBe(401);
  expect(await byBearer(second)).toBe(200);

  await act(page, 'Revoke', second);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('heading', { name: 'No API key yet' })).toBeVisible();
  expect(await byBearer(second)).toBe(401);
  expect(await byHeader(second)).toBe(401);
});

test('a key is renamed, by the keyboard', async ({ page, context }) => {
  await signedInUser(context);
  await page.goto('/account/api-keys');
  await page.getByRole('button', { name: 'New key' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly imprt');
  await page.keyboard.press('Enter');
  await toldKey(page);
  await page.getByRole('button', { name: /^Actions for Nightly imprt/ }).press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly import');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Nightly import' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Actions for Nightly import/ })).toBeFocused();
});

test('a member sees who manages keys, and none of them', async ({ page, context }) => {
  const member = await signedInUser(context);
  const owner = await createUser({ name: 'Olga Owner' });
  const tenant = await joinOrganization(
    { ...ownTenant(member), email: '', password: '' },
    owner.id,
    'member',
  );
  await asService('test.switch', (tx) =>
    tx.user.update({ where: { id: member.id }, data: { activeOrganizationId: tenant.organizationId } }),
  );
  await page.goto('/account/api-keys');
  await expect(page.getByRole('heading', { name: 'Owners and admins manage API keys' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New key' })).toHaveCount(0);
});

async function toldKey(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Copy your new key' });
  const key = await dialog.locator('code').textContent();
  expect(key).toMatch(/^fh_test_[0-9A-Za-z]{49}$/);
  await expect(dialog.getByText('It is shown this once')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Copy API key' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(key ?? '')).toHaveCount(0);
  return key ?? '';
}

async function act(page: Page, action: string, key = ''): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^Actions for .*${key.slice(-4)}$`) })
    .first()
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}
