import { expect, type Page } from '@playwright/test';
import { spendTrial } from '@/local/shared/spend-trial';
import { freshCardNumber } from '@/local/test/cards';
import { askToAddJob } from './support/jobs';
import { confirmationLink } from './support/mail';
import { shoot } from './support/screenshots';
import { stripeControl } from './support/stripe';
import { test } from './support/test';

/**
 * The reason the product exists: a new person signs up, saves jobs until the free limit stops them with an offer, pays,
 * and has the new limits at once. Every change must keep it.
 */
test.describe('the main job', () => {
  test('sign up, reach the limit, pay, go on', async ({ page }) => {
    await test.step('a new person signs up and confirms by mail', () => signUp(page));
    await withoutTrial(page);

    await test.step('an empty board says what to do', async () => {
      await expect(page).toHaveURL(/\/jobs/);
      await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
      await shoot(page, 'board-empty');
    });

    await test.step('ten jobs fit, and the eleventh meets the offer', async () => {
      for (let count = 1; count <= 10; count++) await addJob(page, `Engineer ${count}`);
      await expect(page.getByText('10 of 10 saved jobs').first()).toBeVisible();
      await shoot(page, 'board-full');
      await askToAddJob(page);
      const offer = page.getByRole('dialog', { name: 'You have used 10 of 10 saved jobs on Free' });
      await expect(offer).toContainText('Basic');
      await expect(offer).toContainText('100 saved jobs');
      await expect(offer).toContainText('$9');
      await expect(page.getByText('Job saved')).toHaveCount(0);
      await shoot(page, 'offer');
      await offer.getByRole('link', { name: 'Upgrade' }).click();
    });

    await test.step('the pricing page says what was hit', async () => {
      await expect(page).toHaveURL(/\/pricing\?from=saved_jobs/);
      await shoot(page, 'pricing');
      await choosePlan(page, 'Basic');
    });

    await test.step('a declined card is told and changes nothing', async () => {
      await payWith(page, '4000 0000 0000 0002');
      await expect(page.getByRole('alert')).toContainText(/declined/i);
      await shoot(page, 'checkout-declined');
    });

    await test.step('leaving Checkout says that nothing was charged', async () => {
      await page.getByRole('link', { name: /back/i }).first().click();
      await expect(page).toHaveURL(/\/billing\/canceled/);
      await expect(page.getByText(/nothing was charged/i)).toBeVisible();
      await shoot(page, 'checkout-canceled');
      expect(await planOf(page)).toBe('free');
    });

    await test.step('paying gives the new limits at once', async () => {
      await page.goto('/pricing');
      await choosePlan(page, 'Basic');
      await shoot(page, 'checkout');
      await payWith(page, '4242 4242 4242 4242');
      await expect(page).toHaveURL(/\/billing\/success/);
      await expect(page.getByText(/Basic/).first()).toBeVisible();
      await shoot(page, 'checkout-success');
      expect(await planOf(page)).toBe('basic');
      await page.goto('/jobs');
      await expect(page.getByText('10 of 100 saved jobs').first()).toBeVisible();
      await addJob(page, 'Engineer 11');
      await expect(page.getByText('11 of 100 saved jobs').first()).toBeVisible();
    });

    await test.step('billing and usage show it', async () => {
      await page.goto('/account/billing');
      await expect(page.getByText('Basic').first()).toBeVisible();
      await shoot(page, 'billing');
      await page.goto('/account/usage');
      await expect(page.getByRole('meter', { name: /saved jobs/i })).toHaveAttribute('aria-valuenow', '11');
      await shoot(page, 'usage');
    });
  });

  test('a first plan begins free: the new limits at once and once, and when it is charged is told', async ({
    page,
  }) => {
    await signUp(page);
    for (let count = 1; count <= 10; count++) await saveByApi(page, `Engineer ${count}`);
    await page.goto('/pricing?from=saved_jobs');
    await expect(page.getByText(/^7 days free, then \$9 per month\. First charged on /)).toBeVisible();
    await choosePlan(page, 'Basic');
    await stripeControl.duplicateDeliveries(1);
    try {
      await payWith(page, freshCardNumber());
      await expect(page.getByRole('heading', { name: 'Your trial of Basic has begun' })).toBeVisible();
      await expect(
        page.getByText(/^It is free until .+, when it is charged for the first time: \$9 per month\./),
      ).toBeVisible();
      expect(await planOf(page)).toBe('basic');
      await page.goto('/jobs');
      await expect(page.getByText('10 of 100 saved jobs').first()).toBeVisible();
      await addJob(page, 'Engineer 11');
      await expect(page.getByText('11 of 100 saved jobs').first()).toBeVisible();
      await stripeControl.idle();
    } finally {
      await stripeControl.ordinaryDeliveries();
    }
    const me = await (await page.request.get('/api/auth/me')).json();
    expect(await stripeControl.subscriptionsOf(me.organization.id)).toMatchObject([{ status: 'trialing' }]);
    const { payments } = await (await page.request.get('/api/billing/payments')).json();
    expect(payments).toEqual([]);
    await page.goto('/account/billing');
    await expect(page.getByText(/Trial until .+, then the first payment\./)).toBeVisible();
  });

  test('the webhook comes twice and before the redirect: one subscription, the new limits once', async ({
    page,
  }) => {
    await signUp(page);
    await withoutTrial(page);
    for (let count = 1; count <= 10; count++) await saveByApi(page, `Engineer ${count}`);
    await page.goto('/pricing');
    await choosePlan(page, 'Basic');
    // The browser is kept from coming back, and every webhook is sent twice: only they can tell of the payment.
    await page.route('**/billing/success**', (route) => route.abort());
    await stripeControl.duplicateDeliveries(1);
    try {
      await payWith(page, '4242 4242 4242 4242');
      await expect.poll(() => planOf(page), { timeout: 120_000 }).toBe('basic');
      const [completed] = await stripeControl.eventsOfType('checkout.session.completed');
      await stripeControl.deliver(completed?.id ?? '', 2);
      await stripeControl.idle();
    } finally {
      await stripeControl.ordinaryDeliveries();
    }
    await page.unroute('**/billing/success**');

    const { quotas } = await (await page.request.get('/api/billing/usage')).json();
    expect(quotas).toContainEqual(expect.objectContaining({ metric: 'saved_jobs', used: 10, limit: 100 }));
    const me = await (await page.request.get('/api/auth/me')).json();
    expect(await stripeControl.subscriptionsOf(me.organization.id)).toHaveLength(1);
    await page.goto('/account/billing');
    await expect(page.getByText('$9 per month').first()).toBeVisible();
    await page.goto('/jobs');
    await addJob(page, 'Engineer 11');
    await expect(page.getByText('11 of 100 saved jobs').first()).toBeVisible();
  });

  test('Checkout works without any webhook: the success page itself asks Stripe', async ({ page }) => {
    await signUp(page);
    await withoutTrial(page);
    await stripeControl.holdDeliveries();
    try {
      await page.goto('/pricing');
      await choosePlan(page, 'Basic');
      await payWith(page, '4242 4242 4242 4242');
      await expect(page).toHaveURL(/\/billing\/success/);
      expect(await planOf(page)).toBe('basic');
    } finally {
      await stripeControl.releaseDeliveries();
    }
  });
});

async function signUp(page: Page): Promise<void> {
  const email = `new-${crypto.randomUUID()}@example.test`;
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Nora Berg');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('a-long-enough-password');
  await page.getByRole('button', { name: /sign up|create account/i }).click();
  await expect(page.getByText(/check your (e-?mail|inbox)/i).first()).toBeVisible();
  await page.goto(await confirmationLink(email));
  await page.getByRole('button', { name: /confirm|continue/i }).click();
  await expect(page).toHaveURL(/\/jobs/);
}

/** Has the person have had the trial before, so that what is bought is paid at once. */
async function withoutTrial(page: Page): Promise<void> {
  const { user } = await (await page.request.get('/api/auth/me')).json();
  await spendTrial(user.id);
}

async function addJob(page: Page, title: string): Promise<void> {
  await page
    .getByRole('button', { name: /^add (a |your first )?job$/i })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  await dialog.getByLabel('Job title').fill(title);
  await dialog.getByLabel('Company').fill('Halcyon Maps');
  await dialog.getByRole('button', { name: /save|add/i }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(title, { exact: true }).first()).toBeVisible();
}

async function saveByApi(page: Page, title: string): Promise<void> {
  const answer = await page.request.post('/api/jobs', {
    data: { title, company: 'Halcyon Maps' },
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(answer.status()).toBe(201);
}

async function choosePlan(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`(get|try) ${name}`, 'i') }).click();
  await expect(page).toHaveURL(/\/c\/pay\//);
}

async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel(/expir/i).fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel(/name on card|cardholder/i).fill('Nora Berg');
  await page.getByRole('button', { name: /^(pay|subscribe|start trial)/i }).click();
}

async function planOf(page: Page): Promise<string> {
  const answer = await page.request.get('/api/auth/me');
  return (await answer.json()).plan.id;
}
