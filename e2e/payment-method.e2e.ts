import { expect, type Page } from '@playwright/test';
import { callStripe } from '@/lib/billing/stripe';
import { buy, expireCard, mirroredSubscriptions, orderFault, principalOf } from '@/lib/billing/test-support';
import { expectAccessible } from './support/auth-pages';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { signedInUser } from './support/users';

test.describe('the payment method', () => {
  test('is shown with billing, and is changed at Stripe, which leads back', async ({ page, context }) => {
    const user = await signedInUser(context);
    await page.goto('/account/billing');
    await expect(page.getByRole('region', { name: 'Payment method' })).toHaveCount(0);

    const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
    const { sessionId } = await buy(owner, { planId: 'basic', interval: 'month' });
    await page.goto(`/billing/success?session_id=${sessionId}`);
    await expect(page.getByRole('heading', { name: 'You are on Basic' })).toBeVisible();
    await page.goto('/account/billing');
    const method = page.getByRole('region', { name: 'Payment method' });
    await expect(method.getByText('Visa •••• 4242')).toBeVisible();
    await expect(method.getByText('Expires December 2040.')).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'billing-payment-method');

    await method.getByRole('button', { name: 'Change payment method' }).click();
    await enterCard(page, '5555 5555 5555 4444', '08 / 41');
    await expect(page).toHaveURL('/account/billing');
    await expect(method.getByText('Mastercard •••• 4444')).toBeVisible();
    await expect(method.getByText('Expires August 2041.')).toBeVisible();
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await shoot(page, 'billing-payment-method-dark');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(overflow).toBe(false);

    // Stripe's clock may be ahead of ours here, so that no card of this month could be entered.
    const now = new Date();
    await expireCard(await cardOf(owner), now.getUTCMonth() + 1, now.getUTCFullYear());
    await page.reload();
    await expect(method.getByText(/^Expires at the end of /)).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'billing-card-expiring-dark');

    await page.goto('/api/billing/portal?flow=payment_method_update');
    await expect(page.getByRole('heading', { name: 'Payment method' })).toBeVisible();
    await page.getByRole('link', { name: 'Return to Foothold' }).click();
    await expect(page).toHaveURL('/account/billing');

    await orderFault({ method: 'GET', path: '/v1/subscriptions/*', effect: 'none', delay_ms: 4_000 });
    await page.reload();
    await expect(method.getByText('The payment service does not answer right now')).toBeVisible();
    await expect(method.getByRole('button', { name: 'Change payment method' })).toBeVisible();
  });
});

async function cardOf(owner: Parameters<typeof mirroredSubscriptions>[0]): Promise<string> {
  const [subscription] = await mirroredSubscriptions(owner);
  const { default_payment_method: method } = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(subscription?.id ?? ''),
  );
  return String(method);
}

async function enterCard(page: Page, number: string, expiry: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiration').fill(expiry);
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on card').fill('Nora Berg');
  await page.getByRole('button', { name: 'Save card' }).click();
}
