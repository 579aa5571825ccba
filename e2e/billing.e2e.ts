import { expect, type Page } from '@playwright/test';
import { buy, principalOf } from '@/lib/billing/test-support';
import { asService } from '@/lib/db';
import { refreshEntitlements } from '@/lib/entitlements';
import { shoot } from './support/screenshots';
import { everyEventProcessed } from './support/stripe';
import { test } from './support/test';
import { signedInUser, type TestUser } from './support/users';

test.describe('billing, for who has a plan', () => {
  test('pricing says how to change, the portal cancels, and frame and page know it at once', async ({
    page,
    context,
  }) => {
    const user = await signedInUser(context);
    await buyBasic(page, user);

    await page.goto('/pricing?from=saved_jobs');
    await expect(page.getByText('Changing from Basic to another plan')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Change to Pro' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Get / })).toHaveCount(0);
    await shoot(page, 'pricing-subscribed');
    await page.getByRole('link', { name: 'Change to Pro' }).click();
    await expect(page).toHaveURL(/\/account\/billing\/change\?plan=pro&interval=month/);
    await expect(page.getByRole('radio', { name: /^Pro/ })).toBeChecked();
    await page.goto('/account/billing');
    await page.getByRole('button', { name: 'Manage billing' }).click();
    await page.getByRole('button', { name: 'Cancel subscription' }).click();
    await page.getByRole('link', { name: /Return to Foothold/ }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^Basic ends on /)).toBeVisible();
    await shoot(page, 'billing-ending');

    await page.goto('/pricing');
    await expect(page.getByText(/^Basic ends on /)).toBeVisible();
  });

  test('after a change in the portal the frame does not show the plan before', async ({ page, context }) => {
    const user = await signedInUser(context);
    await buyBasic(page, user);
    await expect(page.getByRole('link', { name: 'Plan: Basic' }).first()).toBeVisible();
    // As if Stripe had ended it and its webhook were late.
    await change(user, { status: 'past_due', pastDueSince: new Date(0) });
    await page.goto('/account/billing');
    await expect(page.getByText('Read-only until it is paid')).toBeVisible();
    await expect(page.getByRole('region', { name: 'In force now: Free' })).toContainText('10');
    await expect(page.getByRole('link', { name: 'Plan: Free' }).first()).toBeVisible();
    await shoot(page, 'billing-overdue');
    await page.goto('/billing/portal-return');
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByRole('link', { name: 'Plan: Basic' }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'What it gives' })).toContainText('100');
  });

  for (const status of ['paused', 'incomplete'] as const) {
    test(`${status}: the limits shown are those of the free plan`, async ({ page, context }) => {
      const user = await signedInUser(context, { plan: 'pro' });
      await change(user, { status });
      await page.goto('/account/billing');
      await expect(page.getByText(/the limits of Free apply/)).toBeVisible();
      await expect(page.getByRole('region', { name: 'In force now: Free' })).toContainText('10');
    });
  }
});

async function buyBasic(page: Page, user: TestUser): Promise<void> {
  const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
  const { sessionId } = await buy(owner, { planId: 'basic', interval: 'month' });
  await page.goto(`/billing/success?session_id=${sessionId}`);
  await expect(page.getByRole('heading', { name: 'You are on Basic' })).toBeVisible();
}

async function change(
  { id }: TestUser,
  data: { status: 'past_due' | 'paused' | 'incomplete'; pastDueSince?: Date },
): Promise<void> {
  await everyEventProcessed();
  await asService('test.change', (tx) => tx.subscription.updateMany({ where: { organizationId: id }, data }));
  // What the writer of these rows does after each of its commits.
  await refreshEntitlements(id);
}
