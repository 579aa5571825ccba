import { expect } from '@playwright/test';
import { buy, principalOf } from '@/lib/billing/test-support';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInUser } from './support/users';

test.describe('invoices', () => {
  test('say that there is none, then list what was paid, with its PDF', async ({ page, context }) => {
    const user = await signedInUser(context);
    await page.goto('/account/billing');
    await expect(page.getByText('No invoices yet.')).toBeVisible();

    const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
    const { sessionId } = await buy(owner, { planId: 'basic', interval: 'six_months' });
    await page.goto(`/billing/success?session_id=${sessionId}`);
    await expect(page.getByRole('heading', { name: 'You are on Basic' })).toBeVisible();

    await page.goto('/account/billing');
    const rows = page.getByRole('list', { name: 'Invoices' }).getByRole('listitem');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('$48.60');
    await expect(rows).toContainText('Paid');
    const href = await rows.getByRole('link', { name: /^PDF of invoice / }).getAttribute('href');
    const file = await page.request.get(href ?? '');
    expect(file.headers()['content-type']).toBe('application/pdf');

    await shoot(page, 'billing-invoices');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'billing-invoices-dark');
  });
});
