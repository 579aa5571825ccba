import { expect } from '@playwright/test';
import { buy, principalOf } from '@/lib/billing/test-support';
import { shoot } from './support/screenshots';
import { stripeControl } from './support/stripe';
import { test } from './support/test';
import { signedInUser } from './support/users';

test.describe('cancelling the plan', () => {
  test('says what is kept until when, asks why, and can be taken back', async ({ page, context }) => {
    const user = await signedInUser(context);
    const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
    const { sessionId } = await buy(owner, { planId: 'basic', interval: 'month' });
    await page.goto(`/billing/success?session_id=${sessionId}`);
    await expect(page.getByRole('heading', { name: 'You are on Basic' })).toBeVisible();

    await page.goto('/account/billing');
    await page.getByRole('link', { name: 'Cancel Basic' }).click();
    await expect(page.getByRole('heading', { name: 'Cancel Basic' })).toBeVisible();
    await expect(page.getByText(/^You keep Basic until /)).toBeVisible();
    await expect(page.getByText(/the limits of the free plan apply: 10 saved jobs, 3 seats\./)).toBeVisible();
    await shoot(page, 'billing-cancel');

    await page.getByRole('link', { name: 'Keep Basic' }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^Basic ends on /)).toHaveCount(0);

    await page.getByRole('link', { name: 'Cancel Basic' }).click();
    await page.getByLabel('Why do you cancel?').selectOption('It costs too much');
    await page.getByLabel('What should we have done better?').fill('I found a job.');
    await page.getByRole('button', { name: 'Cancel Basic' }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^Basic ends on /)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Cancel Basic' })).toHaveCount(0);
    expect(await stripeControl.subscriptionsOf(user.id)).toMatchObject([
      {
        cancel_at_period_end: true,
        cancellation_details: { feedback: 'too_expensive', comment: 'I found a job.' },
      },
    ]);
    await shoot(page, 'billing-canceled');

    await page.goto('/account/billing/cancel');
    await expect(page).toHaveURL('/account/billing');

    await page.getByRole('button', { name: 'Keep the plan' }).click();
    await expect(page.getByText(/^Basic ends on /)).toHaveCount(0);
    await expect(page.getByText(/Renews on /)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Cancel Basic' })).toBeVisible();
    expect(await stripeControl.subscriptionsOf(user.id)).toMatchObject([{ cancel_at_period_end: false }]);
  });

  test('there is nothing to cancel on the free plan', async ({ page, context }) => {
    await signedInUser(context);
    await page.goto('/account/billing/cancel');
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByRole('link', { name: /^Cancel / })).toHaveCount(0);
  });
});
