import { expect, type Page } from '@playwright/test';
import { callStripe } from '@/lib/billing/stripe';
import {
  buy,
  cancelInStripe,
  customerOfOrganization,
  mirroredSubscriptions,
  payBy,
  principalOf,
} from '@/lib/billing/test-support';
import { asService } from '@/lib/db';
import { refreshEntitlements } from '@/lib/entitlements';
import { createJob } from '@/lib/jobs';
import { expectAccessible } from './support/auth-pages';
import { askToAddJob, ownTenant } from './support/jobs';
import { mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { everyEventProcessed, stripeControl } from './support/stripe';
import { test } from './support/test';
import { signedInUser, type TestUser } from './support/users';

test.describe('failing to pay', () => {
  test('a renewal fails: banner and mail lead to the invoice, and paying it brings all back at once', async ({
    page,
    context,
  }) => {
    const user = await subscriber(page, await signedInUser(context));
    await letCardFail(user, 'pm_card_chargeCustomerFail');
    await stripeControl.advanceDays(32);
    await stripeControl.idle();

    const banner = page.getByRole('region', { name: 'Payment' });
    await expect(async () => {
      await page.goto('/jobs');
      await expect(banner.getByText('The last payment failed')).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 120_000 });
    await expect(banner).toContainText('$9 is owed for Basic.');
    await expectAccessible(page);
    await shoot(page, 'banner-grace');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'banner-grace-dark');
    await page.emulateMedia({ colorScheme: 'light' });

    const mail = await mailTo(user.email, 'Your payment for Foothold Basic failed');
    await shootMail(page, mail.id, 'mail-payment-failed');
    const href = mail.html.match(/href="([^"]*\/billing\/pay\/in_[^"]*)"/)?.[1] ?? '';

    await page.goto('/account/billing');
    await expect(page.getByText('Next invoice: $9 on')).toBeVisible();
    await shoot(page, 'billing-payment-failed');
    await page.goto(href);
    await expect(page.getByRole('heading', { name: 'Pay $9' })).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'pay-invoice');
    const [stripePage] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Pay at Stripe' }).click(),
    ]);
    await stripePage.getByRole('link', { name: 'Pay this invoice' }).click();
    await enterCard(stripePage);
    await expect(stripePage.getByText(/^Paid on /)).toBeVisible();
    await stripePage.close();

    await expect(page.getByRole('heading', { name: 'Paid, thank you' })).toBeVisible();
    await expect(banner).toHaveCount(0);
    await shoot(page, 'pay-invoice-paid');
    await mailTo(user.email, 'Your payment for Foothold Basic went through');
    await page.getByRole('link', { name: 'Back to your jobs' }).click();
    await expect(page.getByRole('button', { name: 'Add job' }).first()).toBeVisible();
    await expect(banner).toHaveCount(0);
  });

  test('the grace is over: the board can be read but not changed, until the final end brings the free plan', async ({
    page,
    context,
  }) => {
    const user = await subscriber(page, await signedInUser(context));
    const job = await createJob(ownTenant(user), { title: 'Engineer', company: 'Halcyon Maps' });
    await page.goto('/jobs');
    await askToAddJob(page);
    await page.getByLabel('Job title').fill('Designer');
    await page.getByLabel('Company').fill('Acme');
    await failNow(user);
    await overdueFor(user, 8);

    await page.getByRole('button', { name: 'Save job' }).click();
    await expect(page.getByRole('dialog').getByText('A payment is overdue.')).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('link', { name: 'Open billing' })).toBeVisible();

    await page.goto('/jobs');
    await expect(page.getByText('Read-only until it is paid')).toBeVisible();
    await expect(page.getByText('Engineer')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add job' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0);
    await expectAccessible(page);
    await shoot(page, 'board-read-only');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'board-read-only-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    const origin = process.env.APP_URL ?? '';
    const refused = await page.request.delete(`/api/jobs/${job.id}`, { headers: { origin } });
    expect(refused.status()).toBe(402);
    expect(await refused.json()).toMatchObject({ error: 'payment_required', upgradeUrl: '/account/billing' });
    const me = await (await page.request.get('/api/auth/me')).json();
    expect(me.entitlements.readOnly).toBe(true);

    const [subscription] = await mirroredSubscriptions(ownerOf(user));
    await cancelInStripe(subscription?.id ?? '');
    await page.goto('/billing/portal-return');
    await page.goto('/jobs');
    await expect(page.getByText('Read-only until it is paid')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Plan: Free' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add job' })).toBeVisible();
    const ended = await mailTo(user.email, 'Foothold Basic has ended');
    await shootMail(page, ended.id, 'mail-ended');
  });

  test('the bank asks for the cardholder, who answers on the invoice’s page', async ({ page, context }) => {
    const user = await subscriber(page, await signedInUser(context));
    await failNow(user, 'pm_card_authenticationRequired');
    await page.goto('/account/billing');
    await expect(page.getByText('Your bank asks you to confirm a payment')).toBeVisible();
    await mailTo(user.email, 'Confirm your payment for Foothold Basic');
    await page.getByRole('link', { name: 'Confirm the payment' }).click();
    const [stripePage] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Pay at Stripe' }).click(),
    ]);
    await stripePage.getByRole('link', { name: 'Pay this invoice' }).click();
    await stripePage.getByRole('button', { name: 'Complete authentication' }).click();
    await expect(stripePage.getByText(/^Paid on /)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Paid, thank you' })).toBeVisible();
  });

  test('another card is entered at Stripe, which leads back', async ({ page, context }) => {
    const user = await subscriber(page, await signedInUser(context));
    await failNow(user);
    await page.goto('/jobs');
    await page.getByRole('button', { name: 'Update payment method' }).click();
    await enterCard(page);
    await expect(page).toHaveURL('/account/billing');
  });

  test('a refund is shown with its invoice and its payment, and others’ invoices are not there', async ({
    page,
    context,
    browser,
  }) => {
    await subscriber(page, await signedInUser(context));
    const [invoice] = (await (await page.request.get('/api/billing/invoices')).json()).invoices;
    const { data } = await callStripe((stripe) => stripe.invoicePayments.list({ invoice: invoice.id }));
    const intent = String(data[0]?.payment.payment_intent);
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: intent, amount: 400 }));
    await page.goto('/billing/portal-return');
    await page.getByRole('link', { name: 'All invoices and payments' }).click();
    await expect(page.getByRole('list', { name: 'Invoices' })).toContainText('$4 refunded');
    await expect(page.getByRole('list', { name: 'Invoices' })).toContainText('Partly refunded');
    await expectAccessible(page);
    await shoot(page, 'invoices');
    await page.getByRole('link', { name: 'Payments', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Payments' })).toContainText('Visa •••• 4242');
    await expect(page.getByRole('list', { name: 'Payments' })).toContainText('$4 refunded');
    await shoot(page, 'payments');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'payments-dark');

    const other = await browser.newContext();
    await signedInUser(other);
    const theirs = await other.newPage();
    expect((await theirs.goto(`/billing/pay/${invoice.id}`))?.status()).toBe(404);
    await theirs.goto('/account/billing/invoices?cursor=made-up');
    await expect(theirs.getByText('No invoices yet')).toBeVisible();
    await shoot(theirs, 'invoices-none');
    await other.close();
  });
});

function ownerOf(user: TestUser) {
  return principalOf({ ...user, userId: user.id, organizationId: user.id });
}

async function subscriber(page: Page, user: TestUser): Promise<TestUser> {
  const { sessionId } = await buy(ownerOf(user), { planId: 'basic', interval: 'month' });
  await page.goto(`/billing/success?session_id=${sessionId}`);
  await expect(page.getByRole('heading', { name: 'You are on Basic' })).toBeVisible();
  return user;
}

async function letCardFail(user: TestUser, card: string): Promise<string> {
  const [{ id = '' } = {}] = await mirroredSubscriptions(ownerOf(user));
  await payBy(await customerOfOrganization(ownerOf(user)), id, card);
  return id;
}

/** A payment that fails without waiting for a renewal, seen here as soon as its webhook is processed. */
async function failNow(user: TestUser, card = 'pm_card_chargeCustomerFail'): Promise<void> {
  const id = await letCardFail(user, card);
  const [{ items = [] } = {}] = await mirroredSubscriptions(ownerOf(user));
  await callStripe((stripe) =>
    stripe.subscriptions.update(id, {
      items: [{ id: items[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    }),
  );
  await stripeControl.idle();
  await expect.poll(async () => (await mirroredSubscriptions(ownerOf(user)))[0]?.status).toBe('past_due');
}

/** As if the payment had failed so many days ago, once no event is on its way that would put it right. */
async function overdueFor({ id }: TestUser, days: number): Promise<void> {
  await everyEventProcessed();
  await asService('test.overdue', (tx) =>
    tx.subscription.updateMany({
      where: { organizationId: id },
      data: { pastDueSince: new Date(Date.now() - days * 86_400_000) },
    }),
  );
  await refreshEntitlements(id);
}

async function enterCard(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel('Expiration').fill('12 / 40');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on card').fill('Nora Berg');
  await page.getByRole('button', { name: /^(Pay|Save)/ }).click();
}

async function shootMail(page: Page, id: string, name: string): Promise<void> {
  const mailbox = await page.context().newPage();
  await mailbox.goto(`${process.env.MAIL_URL}/messages/${id}/html`);
  await shoot(mailbox, name);
  await mailbox.close();
}
