import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type Stripe from 'stripe';
import { callStripe } from '@/lib/billing/stripe';
import { syncCustomer } from '@/lib/billing/sync-customer';
import { buy, principalOf } from '@/lib/billing/test-support';
import { confirmationLink } from './support/mail';
import { shoot } from './support/screenshots';
import { stripeControl } from './support/stripe';
import { test } from './support/test';
import { signedInUser, type TestUser } from './support/users';

test.describe('a plan for good', () => {
  test('is bought from the pricing page, holds at once, and is told with its invoice', async ({
    page,
    context,
  }) => {
    const user = await signedInUser(context, { trialSpent: true });
    await page.goto('/pricing');
    const pro = cardOf(page, 'Pro');
    await expect(pro.getByText('Or $499 once, and Pro is yours for good.')).toBeVisible();
    await pro.getByRole('button', { name: 'Buy Pro for good' }).click();
    await expect(page).toHaveURL(/\/c\/pay\//);
    await expect(page.getByText('You pay once. Nothing renews.')).toBeVisible();
    await expect(page.getByLabel('Promotion code')).toHaveCount(0);

    await page.getByRole('link', { name: /back/i }).first().click();
    await expect(page.getByText('Nothing was charged')).toBeVisible();
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page).toHaveURL(/plan=pro&interval=lifetime/);
    await cardOf(page, 'Pro').getByRole('button', { name: 'Buy Pro for good' }).click();
    await payByCard(page);

    await expect(page.getByRole('heading', { name: 'Pro is yours for good' })).toBeVisible();
    await expect(page.getByText(/^Bought for good on .* for \$499\. Nothing renews\.$/)).toBeVisible();
    await expectSound(page);
    await shoot(page, 'lifetime-success');
    await expect(page.getByRole('link', { name: 'Plan: Pro' }).first()).toBeVisible();

    await page.goto('/jobs');
    await expect(page.getByText(/of 10 saved jobs/)).toHaveCount(0);
    await page.goto('/account/billing');
    await expect(page.getByText('Yours for good')).toBeVisible();
    await expect(page.getByText(/Nothing renews\.$/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Invoices' }).getByText('$499')).toBeVisible();
    await expect(page.getByText(/Renews on/)).toHaveCount(0);
    await expectSound(page);
    await shoot(page, 'lifetime-billing');

    await page.goto('/pricing');
    await expect(cardOf(page, 'Pro').getByText('Yours for good')).toBeVisible();
    await expect(page.getByRole('button', { name: /for good/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Get Basic' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Get Team' })).toBeVisible();
    await shoot(page, 'lifetime-pricing');
    expect(await stripeControl.subscriptionsOf(user.id)).toHaveLength(0);
    const answer = await page.request.get('/api/billing/subscription');
    expect(await answer.json()).toMatchObject({ planId: 'pro', subscription: null, lifetimePlanId: 'pro' });
  });

  test('is gone from every page when it is given back', async ({ page, context }) => {
    const owner = ownerOf(await signedInUser(context, { trialSpent: true }));
    const { customer, sessionId } = await buy(owner, { planId: 'pro', interval: 'lifetime' });
    await syncCustomer(customer);
    await page.goto('/account/billing');
    await expect(page.getByText('Yours for good')).toBeVisible();
    const { payment_intent: intent } = await callStripe((stripe) =>
      stripe.checkout.sessions.retrieve(sessionId),
    );
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: String(intent) }));
    await syncCustomer(customer);
    await page.reload();
    await expect(page.getByText('Costs nothing, and stays free.')).toBeVisible();
    await expect(page.getByText('Refunded', { exact: true })).toBeVisible();
    await page.goto(`/billing/success?session_id=${sessionId}`);
    await expect(page.getByRole('heading', { name: 'This purchase is over' })).toBeVisible();
  });

  test('waits for the end of a subscription, and says so', async ({ page, context }) => {
    const owner = ownerOf(await signedInUser(context, { trialSpent: true }));
    const { customer } = await buy(owner, { planId: 'basic', interval: 'month' });
    await syncCustomer(customer);
    await page.goto('/pricing');
    await expect(cardOf(page, 'Pro').getByText(/^Cancel the present subscription first\./)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Buy Pro for good' })).toHaveCount(0);
    const answer = await page.request.post('/api/billing/checkout', {
      data: { planId: 'pro', interval: 'lifetime' },
      headers: { origin: process.env.APP_URL ?? '' },
    });
    expect(answer.status()).toBe(409);
    expect((await answer.json()).detail).toContain('Cancel it');
  });

  test('of two tabs with different choices only the last can pay', async ({ page, context }) => {
    await signedInUser(context, { trialSpent: true });
    await page.goto('/pricing');
    await page.getByRole('button', { name: 'Get Basic' }).click();
    await expect(page).toHaveURL(/\/c\/pay\//);
    const other = await context.newPage();
    await other.goto('/pricing');
    await other.getByRole('button', { name: 'Buy Pro for good' }).click();
    await expect(other).toHaveURL(/\/c\/pay\//);

    await fillCard(page);
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await expect(page.getByText('This checkout has expired')).toBeVisible();
    await payByCard(other);
    await expect(other.getByRole('heading', { name: 'Pro is yours for good' })).toBeVisible();
    await other.close();
  });
});

test.describe('a team plan', () => {
  test('shows what extra seats cost, and is bought with them', async ({ page, context }) => {
    const user = await signedInUser(context, { trialSpent: true });
    await page.goto('/pricing');
    const team = cardOf(page, 'Team');
    await expect(team.getByText(/\$0\.10 per run, \$0\.01 per 1,000 AI tokens/)).toBeVisible();
    for (let times = 0; times < 3; times++) await team.getByRole('button', { name: 'One seat more' }).click();
    await expect(team.getByText('$114')).toBeVisible();
    await page.getByRole('radio', { name: /Yearly/ }).click();
    await expect(team.getByText('$1,094.40 billed once a year')).toBeVisible();
    await team.getByRole('button', { name: 'One seat fewer' }).click();
    await expect(team.getByText('$1,046.40 billed once a year')).toBeVisible();
    await expect(page).toHaveURL(/seats=2/);
    await expectSound(page);
    await shoot(page, 'pricing-seats');

    await team.getByRole('button', { name: 'Get Team' }).click();
    await expect(page.getByText('$1,046.40').first()).toBeVisible();
    await expect(page.getByText('billed by use').first()).toBeVisible();
    await shoot(page, 'checkout-team');
    await payByCard(page);
    await expect(page.getByRole('heading', { name: 'You are on Team' })).toBeVisible();
    await expect(page.getByText(/plus 2 extra seats/)).toBeVisible();
    expect(await stripeControl.subscriptionsOf(user.id)).toHaveLength(1);
  });

  test('keeps a stranger’s choice through sign-up', async ({ page }) => {
    await page.goto('/pricing?plan=team&interval=year&seats=4');
    await expect(cardOf(page, 'Team').getByLabel('Extra seats')).toHaveValue('4');
    await cardOf(page, 'Team').getByRole('link', { name: 'Get Team' }).click();
    await expect(page).toHaveURL(/\/sign-up\?next=/);
    await signUp(page);
    await expect(page).toHaveURL(/\/pricing\?plan=team&interval=year&seats=4/);
    await cardOf(page, 'Team').getByRole('button', { name: 'Try Team free' }).click();
    // $950.40 and four seats at $48 a year.
    await expect(page.getByText('$1,142.40').first()).toBeVisible();
  });
});

test('a promotion code that is typed in Checkout is told with the plan and on the invoice', async ({
  page,
  context,
}) => {
  await signedInUser(context, { trialSpent: true });
  const code = await promotionCode({ percent_off: 20, duration: 'repeating', duration_in_months: 6 });
  await page.goto('/pricing');
  await page.getByRole('button', { name: 'Get Pro' }).click();
  await page.getByLabel('Promotion code').fill('NOSUCHCODE');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('This code is invalid.')).toBeVisible();
  await page.getByLabel('Promotion code').fill(code);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText(`${code}: $5.80 off today`)).toBeVisible();
  await payByCard(page);
  await expect(page.getByText(new RegExp(`${code}: 20% off until`))).toBeVisible();
  await page.goto('/account/billing');
  await expect(page.getByText(new RegExp(`^${code}: 20% off until .*\\.$`))).toBeVisible();
  await expect(page.getByText(new RegExp(`${code}: \\$5\\.80 off`))).toBeVisible();
  await expect(page.getByText(/^Next invoice: \$23\.20/)).toBeVisible();
  await shoot(page, 'billing-promotion');
});

function cardOf(page: Page, plan: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: plan, exact: true }) });
}

function ownerOf(user: TestUser) {
  return principalOf({ ...user, userId: user.id, organizationId: user.id });
}

async function fillCard(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel(/expir/i).fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel(/name on card/i).fill('Nora Berg');
}

async function payByCard(page: Page): Promise<void> {
  await fillCard(page);
  await page.getByRole('button', { name: /^(pay|subscribe)/i }).click();
}

async function promotionCode(coupon: Stripe.CouponCreateParams): Promise<string> {
  const { id } = await callStripe((stripe) => stripe.coupons.create(coupon));
  const code = `SPRING${crypto.randomUUID().slice(0, 6).toUpperCase()}`;
  await callStripe((stripe) =>
    stripe.promotionCodes.create({ code, promotion: { type: 'coupon', coupon: id } }),
  );
  return code;
}

async function signUp(page: Page): Promise<void> {
  const email = `new-${crypto.randomUUID()}@example.test`;
  await page.getByLabel('Name').fill('Nora Berg');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('a-long-enough-password');
  await page.getByRole('button', { name: /sign up|create account/i }).click();
  await expect(page.getByText(/check your (e-?mail|inbox)/i).first()).toBeVisible();
  await page.goto(await confirmationLink(email));
  await page.getByRole('button', { name: /confirm|continue/i }).click();
}

async function expectSound(page: Page): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
