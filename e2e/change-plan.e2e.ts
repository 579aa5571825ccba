import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import {
  buy,
  customerOfOrganization,
  invoicesInStripe,
  payWith,
  principalOf,
} from '@/lib/billing/test-support';
import { formatMoney } from '@/lib/plans';
import { shoot } from './support/screenshots';
import { stripeControl } from './support/stripe';
import { test } from './support/test';
import { signedInUser } from './support/users';

test.describe('changing the plan', () => {
  test('an upgrade charges what the preview told, and holds at once', async ({ page, context }) => {
    const { customer } = await subscriber(page, context, { planId: 'basic', interval: 'month' });
    await page.goto('/account/billing');
    await page.getByRole('link', { name: 'Change plan' }).click();
    await expect(page.getByRole('heading', { name: 'Change the plan' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'This is what you have' })).toBeVisible();

    await page.getByRole('radio', { name: /^Pro/ }).check();
    await expect(page.getByText(/^Unused time on Foothold Basic/)).toBeVisible();
    await expect(page).toHaveURL(/plan=pro/);
    await shoot(page, 'change-upgrade');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);

    const pay = page.getByRole('button', { name: /^Pay \$/ });
    const told = (await pay.textContent()) ?? '';
    await pay.click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^\$29 per month\. Renews on /)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Plan: Pro' }).first()).toBeVisible();
    const [latest] = await invoicesInStripe(customer);
    expect(latest?.status).toBe('paid');
    expect(told).toBe(`Pay ${formatMoney(latest?.amount_paid ?? 0, 'usd')} and change`);
  });

  test('a downgrade waits for the period’s end, and can be taken back', async ({ page, context }) => {
    const { id } = await subscriber(page, context, { planId: 'pro', interval: 'month' });
    await page.goto('/account/billing/change?plan=basic&interval=month');
    await expect(page.getByText(/Basic begins then\.$/)).toBeVisible();
    await expect(page.getByText(/^\$9 is charged on .*, then \$9 per month\.$/)).toBeVisible();
    await shoot(page, 'change-downgrade');
    await page.getByRole('button', { name: /^Change on / }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^Changes to Basic on /)).toBeVisible();
    await expect(page.getByText(/^\$29 per month\. Changes on /)).toBeVisible();
    await shoot(page, 'billing-scheduled');

    await page.getByRole('button', { name: 'Keep Pro' }).click();
    await expect(page.getByText(/^Changes to Basic on /)).toHaveCount(0);
    await expect(page.getByText(/Renews on /)).toBeVisible();
    expect(await stripeControl.subscriptionsOf(id)).toMatchObject([{ schedule: null, status: 'active' }]);
  });

  test('the interval is changed, and the year begins at once', async ({ page, context }) => {
    await subscriber(page, context, { planId: 'pro', interval: 'month' });
    await page.goto('/account/billing/change');
    await page.getByRole('radio', { name: 'Yearly' }).click();
    await expect(page.getByText(/^From then on it is \$278\.40 per year/)).toBeVisible();
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^\$278\.40 per year\. Renews on /)).toBeVisible();
  });

  test('seats are added to a team plan', async ({ page, context }) => {
    await subscriber(page, context, { planId: 'team', interval: 'month' });
    await page.goto('/account/billing/change');
    await page.getByLabel('Extra seats').fill('3');
    await expect(page.getByText(/^From then on it is \$114 per month/)).toBeVisible();
    await shoot(page, 'change-seats');
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText(/^\$99 per month, plus 3 extra seats\./)).toBeVisible();
  });

  test('a declined card keeps the old plan, and the invoice’s page finishes the change', async ({
    page,
    context,
  }) => {
    const { customer } = await subscriber(page, context, { planId: 'basic', interval: 'month' });
    await payWith(customer, 'pm_card_chargeCustomerFail');
    await page.goto('/account/billing/change?plan=pro&interval=month');
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await expect(page).toHaveURL('/account/billing');
    await expect(page.getByText('A change waits for its payment')).toBeVisible();
    await expect(page.getByText(/Basic stays as it is until it is paid/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Plan: Basic' }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Change plan' })).toHaveCount(0);
    await shoot(page, 'billing-change-unpaid');

    await payInvoice(await stripesPage(page));
    await expect(page.getByRole('heading', { name: 'Paid, thank you' })).toBeVisible();
    await page.getByRole('link', { name: 'See billing' }).click();
    await expect(page.getByText('A change waits for its payment')).toHaveCount(0);
    await expect(page.getByText(/^\$29 per month\. Renews on /)).toBeVisible();
  });

  test('a declined change can be taken back', async ({ page, context }) => {
    const { customer } = await subscriber(page, context, { planId: 'basic', interval: 'month' });
    await payWith(customer, 'pm_card_chargeCustomerFail');
    await page.goto('/account/billing/change?plan=pro&interval=month');
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await page.getByRole('button', { name: 'Keep Basic' }).click();
    await expect(page.getByText('A change waits for its payment')).toHaveCount(0);
    await expect(page.getByText(/^\$9 per month\. Renews on /)).toBeVisible();
  });

  test('3-D Secure: the change is made once the bank has agreed', async ({ page, context }) => {
    const { customer } = await subscriber(page, context, { planId: 'basic', interval: 'month' });
    await payWith(customer, 'pm_card_authenticationRequired');
    await page.goto('/account/billing/change?plan=pro&interval=month');
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await expect(page.getByText('A change waits for its payment')).toBeVisible();
    const stripe = await stripesPage(page);
    await stripe.getByRole('link', { name: /^Pay/ }).click();
    await stripe.getByRole('button', { name: 'Complete authentication' }).click();
    await expect(page.getByRole('heading', { name: 'Paid, thank you' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Plan: Pro' }).first()).toBeVisible();
  });

  test('says in words why nothing can be changed, and leads away who has nothing', async ({
    page,
    context,
  }) => {
    const { id } = await subscriber(page, context, { planId: 'pro', interval: 'month' });
    await page.goto('/account/billing/cancel');
    await page.getByRole('button', { name: 'Cancel Pro' }).click();
    await expect(page.getByText(/^Pro ends on /)).toBeVisible();
    await page.goto('/account/billing/change?plan=basic&interval=month');
    await expect(page.getByText(/^This subscription is set to end\. Keep it first/)).toBeVisible();
    await page.getByRole('radio', { name: /^Team/ }).check();
    await expect(page.getByText('The plan no longer ends: the cancellation is taken back.')).toBeVisible();
    expect(await stripeControl.subscriptionsOf(id)).toHaveLength(1);

    await context.clearCookies();
    await signedInUser(context);
    await page.goto('/account/billing/change');
    await expect(page).toHaveURL('/pricing');
  });
});

test('the plan is ended at once, with what that means said before', async ({ page, context }) => {
  const { id } = await subscriber(page, context, { planId: 'basic', interval: 'month' });
  await page.goto('/account/billing/cancel');
  await page.getByRole('radio', { name: /^Now/ }).check();
  await expect(
    page.getByText(/^Basic ends at once\. What you paid until .* is not given back\.$/),
  ).toBeVisible();
  await shoot(page, 'billing-cancel-now');
  await page.getByLabel('Why do you cancel?').selectOption('I do not use it enough');
  await page.getByRole('button', { name: 'End Basic now' }).click();
  await expect(page).toHaveURL('/account/billing');
  await expect(page.getByText('Costs nothing, and stays free.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Plan: Free' }).first()).toBeVisible();
  expect(await stripeControl.subscriptionsOf(id)).toMatchObject([
    { status: 'canceled', cancellation_details: { feedback: 'unused' } },
  ]);
});

async function subscriber(page: Page, context: BrowserContext, choice: Parameters<typeof buy>[1]) {
  const user = await signedInUser(context);
  const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
  const { sessionId } = await buy(owner, choice);
  await page.goto(`/billing/success?session_id=${sessionId}`);
  await expect(page.getByRole('heading', { name: /^You are on / })).toBeVisible();
  return { id: user.id, customer: await customerOfOrganization(owner) };
}

/** Follows "Pay now" to the invoice's page at Stripe, which opens beside ours. */
async function stripesPage(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Pay now' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: /^Pay at Stripe/ }).click();
  return opened;
}

async function payInvoice(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Pay/ }).click();
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel('Expiration').fill('12 / 40');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on card').fill('Pat Payer');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
}
