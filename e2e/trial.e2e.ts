import { expect, type Page } from '@playwright/test';
import { finishCheckout, startCheckout } from '@/lib/billing';
import { payCheckout, principalOf, sessionIdIn } from '@/lib/billing/test-support';
import { freshCardNumber } from '@/local/test/cards';
import { mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { stripeControl } from './support/stripe';
import { test } from './support/test';
import { createUser, signedInUser, type TestUser } from './support/users';

test.describe('the trial', () => {
  test('is told with what it costs then, begun, and at the second try told to be over before paying', async ({
    page,
    context,
  }) => {
    const user = await signedInUser(context);

    await test.step('the pricing page says how long it is free and when it is first charged', async () => {
      await page.goto('/pricing');
      await expect(
        page.getByText(/^7 days free, then \$9 per month\. First charged on \w+ \d/),
      ).toBeVisible();
      await shoot(page, 'pricing-trial');
      await page.getByRole('radio', { name: /Yearly/ }).click();
      await expect(
        page.getByText(/^7 days free, then \$86\.40 billed once a year\. First charged on/),
      ).toBeVisible();
      await page.getByRole('radio', { name: /Monthly/ }).click();
    });

    await test.step('Checkout takes nothing today', async () => {
      await page.getByRole('button', { name: 'Try Basic free' }).click();
      await expect(page.getByText('7 days free', { exact: true })).toBeVisible();
      await enterCard(page, freshCardNumber());
      await page.getByRole('button', { name: 'Start trial' }).click();
      await expect(page.getByRole('heading', { name: 'Your trial of Basic has begun' })).toBeVisible();
      await expect(
        page.getByText(/^It is free until .+, when it is charged for the first time: \$9 per month\./),
      ).toBeVisible();
      await shoot(page, 'checkout-trial-begun');
      expect(await planOf(page)).toBe('basic');
    });

    await test.step('the billing page says until when it lasts, and canceling that nothing is charged', async () => {
      await page.goto('/account/billing');
      await expect(page.getByText(/Trial until .+, then the first payment\./)).toBeVisible();
      await expect(page.getByText(/^Next invoice: \$9 on /)).toBeVisible();
      await shoot(page, 'billing-trial');
      await page.getByRole('link', { name: 'Cancel Basic' }).click();
      await expect(
        page.getByText(/^The trial of Basic goes on until .+, and nothing is charged\./),
      ).toBeVisible();
      await page.getByRole('button', { name: 'Cancel Basic' }).click();
      await expect(page.getByText(/Trial until .+, then it ends uncharged\./)).toBeVisible();
      await shoot(page, 'billing-trial-canceled');
    });

    await test.step('once it has ended, another is not offered', async () => {
      await page.getByRole('button', { name: 'Keep the plan' }).click();
      await page.getByRole('link', { name: 'Cancel Basic' }).click();
      await page.getByRole('radio', { name: /now/i }).click();
      await page.getByRole('button', { name: 'End Basic now' }).click();
      await expect(page).toHaveURL('/account/billing');
      await page.goto('/pricing');
      await expect(page.getByText(/^You have had your trial, so a plan is charged/)).toBeVisible();
      await expect(page.getByText(/days free/)).toHaveCount(0);
      await shoot(page, 'pricing-trial-used');
      await page.getByRole('button', { name: 'Get Basic' }).click();
      await expect(page.getByRole('button', { name: 'Subscribe' })).toBeVisible();
      await expect(page.getByText(/Total due today\s*\$9/)).toBeVisible();
      await expect(page.getByText(/days free/)).toHaveCount(0);
    });
    expect(await stripeControl.subscriptionsOf(user.id)).toMatchObject([{ status: 'canceled' }]);
  });

  test('by a card that had one is refused with nothing charged, and can be bought without', async ({
    page,
    context,
  }) => {
    const card = freshCardNumber();
    await beginTrial(await createUser(), card);
    const user = await signedInUser(context);

    await page.goto('/pricing');
    await page.getByRole('button', { name: 'Try Basic free' }).click();
    await enterCard(page, card);
    await page.getByRole('button', { name: 'Start trial' }).click();
    await expect(page.getByRole('heading', { name: 'This card has already had a trial' })).toBeVisible();
    await expect(page.getByText(/Nothing was charged, and Basic has not begun\./)).toBeVisible();
    await shoot(page, 'checkout-trial-refused');
    expect(await planOf(page)).toBe('free');
    expect(await stripeControl.subscriptionsOf(user.id)).toMatchObject([{ status: 'canceled' }]);
    const { html } = await mailTo(user.email, 'No second trial of Foothold');
    expect(html).toContain('Nothing was charged');

    await page.getByRole('button', { name: 'Get Basic for $9 per month' }).click();
    await enterCard(page, card);
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await expect(page.getByRole('heading', { name: 'You are on Basic' })).toBeVisible();
    expect(await planOf(page)).toBe('basic');
  });

  test('is told to visitors without a day, because nobody knows them', async ({ page }) => {
    await page.goto('/pricing');
    await expect(page.getByText(/^7 days free, then \$9 per month\. The trial is once/)).toBeVisible();
    await shoot(page, 'pricing-visitor');
  });
});

/** Begins somebody's trial behind the scenes. */
async function beginTrial(user: TestUser, card: string): Promise<void> {
  const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
  const { url } = await startCheckout(owner, { planId: 'pro', interval: 'month' });
  await payCheckout(url, card);
  await finishCheckout(owner, sessionIdIn(url));
}

async function enterCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel(/expir/i).fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel(/name on card/i).fill('Nora Berg');
}

async function planOf(page: Page): Promise<string> {
  const answer = await page.request.get('/api/auth/me');
  return (await answer.json()).plan.id;
}
