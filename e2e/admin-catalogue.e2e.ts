import { type Browser, expect, type Page } from '@playwright/test';
import { buy, principalOf } from '@/lib/billing/test-support';
import { asService } from '@/lib/db';
import { forgetFlags, setFlag } from '@/lib/flags';
import { catalogue } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';
import { consume } from '@/lib/usage/test-support';
import { expectAccessible } from './support/auth-pages';
import { ownTenant } from './support/jobs';
import { shoot } from './support/screenshots';
import { everyEventProcessed } from './support/stripe';
import { test } from './support/test';
import { createUser, signedInAdmin, signedInUser } from './support/users';

const pages = [
  '/admin/plans',
  '/admin/plans/basic',
  '/admin/flags',
  '/admin/webhook-events',
  '/admin/reconciliation',
];

test.describe('plans', () => {
  test.afterEach(() => writeCatalogue(catalogue, 'overwrite'));

  test('a limit is changed after a look at whom it meets, counts for a session within seconds, and is taken back', async ({
    page,
    context,
    browser,
  }) => {
    const member = await memberOf(browser, 'basic');
    expect(await member.savedJobsLimit()).toBe(100);
    const admin = await signedInAdmin(context);
    await page.goto('/admin/plans');
    await expect(page.getByRole('columnheader', { name: /Basic/ })).toBeVisible();
    await shoot(page, 'admin-plans');
    await page.getByRole('link', { name: 'Edit Basic' }).click();
    await expect(page.getByRole('heading', { name: 'Basic', level: 1 })).toBeVisible();

    const save = page.getByRole('button', { name: 'Preview and save' });
    await expect(save).toBeDisabled();
    const limit = page.getByLabel('Saved jobs', { exact: true });
    await limit.fill('many');
    await expect(limit).toHaveAccessibleDescription(/whole number/);
    await expect(save).toBeDisabled();
    await limit.fill('140');
    await page.getByLabel('Advanced search').check();
    await shoot(page, 'admin-plan-edit');
    await save.click();
    const dialog = page.getByRole('dialog', { name: 'Change Basic?' });
    await expect(dialog.getByText('Saved jobs: 100 → 140')).toBeVisible();
    await expect(dialog.getByText('Gives Advanced search')).toBeVisible();
    await expect(dialog.getByText(/ha(s|ve) this plan now\./)).toBeVisible();
    await expect(dialog.getByText(/would be above 140 saved jobs/)).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'admin-plan-preview');
    await dialog.getByRole('button', { name: 'Change plan' }).click();
    await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/);
    expect(await member.savedJobsLimit()).toBe(100);
    await dialog.getByLabel('Reason').fill('A bigger Basic');
    await dialog.getByRole('button', { name: 'Change plan' }).click();
    await expect(page.getByText('Basic is changed')).toBeVisible();
    await expect.poll(member.savedJobsLimit).toBe(140);
    await expect.poll(member.features).toContain('advanced_search');

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Taken back')).toBeVisible();
    await expect.poll(member.savedJobsLimit).toBe(100);
    expect(await recorded(admin.id, 'plan.edited')).toMatchObject([
      {
        targetId: 'basic',
        reason: 'A bigger Basic',
        before: { 'limits.saved_jobs': { limit: 100, cap: 'hard' } },
        after: { 'limits.saved_jobs': { limit: 140, cap: 'hard' } },
      },
      { reason: 'Undone: A bigger Basic', after: { 'limits.saved_jobs': { limit: 100, cap: 'hard' } } },
    ]);
    await member.leave();
  });

  test('what somebody else changed meanwhile is not overwritten', async ({ page, context }) => {
    await signedInAdmin(context);
    await page.goto('/admin/plans/basic');
    await page.getByLabel('Runs', { exact: true }).fill('7');
    await asService('test.plan', (tx) =>
      tx.plan.update({ where: { id: 'basic' }, data: { updatedAt: new Date() } }),
    );
    await page.getByRole('button', { name: 'Preview and save' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Too late');
    await dialog.getByRole('button', { name: 'Change plan' }).click();
    await expect(dialog.getByText(/Somebody else has changed this plan/)).toBeVisible();
    // And stays, with what was typed.
    await page.waitForLoadState('networkidle');
    await expect(dialog.getByText(/Somebody else has changed this plan/)).toBeVisible();
    await expect(dialog.getByLabel('Reason')).toHaveValue('Too late');
  });
});

test.describe('flags', () => {
  test.afterEach(async () => {
    await setFlag('FF_PLAN_TEAM_ENABLED', null, null);
    forgetFlags();
  });

  test('one is switched with a reason, holds within seconds, and is left to the environment again', async ({
    page,
    context,
    browser,
  }) => {
    const admin = await signedInAdmin(context);
    const visitor = await browser.newContext();
    const plansOffered = async () => {
      const { plans } = await (await visitor.request.get('/api/billing/plans')).json();
      return plans.map(({ id }: { id: string }) => id);
    };
    expect(await plansOffered()).toContain('team');
    await page.goto('/admin/flags');
    await shoot(page, 'admin-flags');
    await page.getByRole('button', { name: 'Switch off: FF_PLAN_TEAM_ENABLED' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('It is on now and will be off')).toBeVisible();
    await dialog.getByLabel('Reason').fill('Team is sold out');
    await dialog.getByRole('button', { name: 'Switch off' }).click();
    await expect(page.getByText(`Switched off by ${admin.email}`)).toBeVisible();
    await expect.poll(plansOffered).not.toContain('team');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Use the environment’s: FF_PLAN_TEAM_ENABLED' }).click();
    await dialog.getByLabel('Reason').fill('It is back');
    await dialog.getByRole('button', { name: 'Use the environment’s' }).click();
    await expect(page.getByText(`Switched off by ${admin.email}`)).toBeHidden();
    await expect.poll(plansOffered).toContain('team');
    expect(await recorded(admin.id, 'flag.switched')).toMatchObject([
      { reason: 'Team is sold out', before: { enabled: null }, after: { enabled: false } },
      { reason: 'It is back', before: { enabled: false }, after: { enabled: null } },
    ]);
    await visitor.close();
  });
});

test('support gives a plan, overrides a limit and credits a quota, and the person has it at once', async ({
  page,
  context,
  browser,
}) => {
  test.slow();
  const theirs = await browser.newContext();
  const user = await signedInUser(theirs);
  await consume(ownTenant(user), { runs: 9 });
  const admin = await signedInAdmin(context);
  await page.goto(`/admin/users/${user.id}`);
  const section = page.getByRole('region', { name: 'Plan and quotas' });
  const dialog = page.getByRole('dialog');
  const confirm = async (reason: string, label: string) => {
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: label }).click();
    await expect(dialog).toBeHidden();
  };

  await test.step('a plan until a day, which pages tell and which can be bought', async () => {
    await section.getByRole('button', { name: 'Give a plan' }).click();
    await dialog.getByLabel('Plan').selectOption('pro');
    await dialog.getByLabel('Last day').fill('2099-03-03');
    await expectAccessible(page);
    await shoot(page, 'admin-grant');
    await confirm('A conference talk', 'Give plan');
    await expect(section.getByText('Given until March 3, 2099')).toBeVisible();
    const me = await theirs.newPage();
    await me.goto('/account/billing');
    await expect(me.getByText('Given until March 3, 2099')).toBeVisible();
    await shoot(me, 'billing-given');
    await me.goto('/pricing');
    await expect(me.getByText('Pro is yours now')).toBeVisible();
    const bought = await me.request.post('/api/billing/checkout', {
      data: { planId: 'pro', interval: 'month' },
      headers: { origin: new URL(me.url()).origin },
      maxRedirects: 0,
    });
    expect(bought.status()).toBeLessThan(400);
    await me.close();
  });

  await test.step('and is taken back', async () => {
    await section.getByRole('button', { name: 'End the given plan' }).click();
    await confirm('The talk was called off', 'End plan');
    await expect(section.getByText('Nothing paid')).toBeVisible();
    const told = page.getByRole('listitem').filter({ hasText: 'Pro is not given any more' });
    await told.getByRole('button', { name: 'Undo' }).click();
    await expect(section.getByText('Given until March 3, 2099')).toBeVisible();
  });

  await test.step('a limit of its own', async () => {
    await section.getByRole('button', { name: 'Override' }).click();
    await dialog.getByLabel('Metric').selectOption('runs');
    await dialog.getByRole('spinbutton', { name: 'Limit' }).fill('77');
    await dialog.getByLabel('At the limit').selectOption('hard');
    await expectAccessible(page);
    await shoot(page, 'admin-override');
    await confirm('A migration of theirs', 'Override');
    await expect(section.getByText('77 runs, hard cap')).toBeVisible();
    const { quotas } = await (await theirs.request.get('/api/billing/quotas')).json();
    expect(quotas).toContainEqual(expect.objectContaining({ metric: 'runs', limit: 77, cap: 'hard' }));
    await section.getByRole('button', { name: 'Remove the override of Runs' }).click();
    await confirm('It is done', 'Remove override');
    await expect(section.getByText('Everything is as the plan says.')).toBeVisible();
  });

  await test.step('a credit', async () => {
    await page.getByRole('region', { name: 'Usage' }).getByRole('button', { name: 'Credit Runs' }).click();
    await expect(dialog.getByText(/They have used 9 runs/)).toBeVisible();
    await dialog.getByLabel('How many').fill('4');
    await expectAccessible(page);
    await confirm('Runs that failed', 'Credit');
    await expect(page.getByText('4 runs credited, 5 used now')).toBeVisible();
    await shoot(page, 'admin-entitlements');
  });

  const events = await asService('test.events', (tx) =>
    tx.auditEvent.findMany({ where: { actorId: admin.id, organizationId: user.id }, orderBy: { id: 'asc' } }),
  );
  expect(events.map(({ action, userId }) => [action, userId])).toEqual(
    [
      'plan.granted',
      'plan.grant_ended',
      'entitlement.restored',
      'entitlement.overridden',
      'entitlement.override_removed',
      'usage.credited',
    ].map((action) => [action, user.id]),
  );
  await theirs.close();
});

test('events of Stripe are found, looked into and replayed, one and all that match', async ({
  page,
  context,
}) => {
  const customer = `cus_${crypto.randomUUID()}`;
  const ids = await deadEvents(customer, 3);
  const admin = await signedInAdmin(context);
  await page.goto('/admin/webhook-events');
  await shoot(page, 'admin-webhook-events');
  await page.getByLabel('Status').selectOption('dead');
  await page.getByLabel('Customer').fill(customer);
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(new RegExp(`status=dead.*customer=${customer}`));
  await expect(page.getByRole('status').filter({ hasText: '3 events' })).toBeVisible();
  await expect(page.getByText('Ordered by the test.').first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'invoice.paid' }).first().click();
  await expect(page.getByRole('heading', { name: 'invoice.paid', level: 1 })).toBeVisible();
  const payload = page.getByRole('region', { name: 'What Stripe sent' });
  await expect(payload.getByText('"hosted_invoice_url": "•••"')).toBeVisible();
  await expect(payload.getByText('"total": 2900')).toBeVisible();
  await payload.getByText('"object": {').click();
  await expect(payload.getByText('"total": 2900')).toBeHidden();
  await expectAccessible(page);
  await shoot(page, 'admin-webhook-event');
  await page.goBack();

  const [old = ''] = await deadEvents(`cus_${crypto.randomUUID()}`, 1);
  await asService(
    'test.events',
    (tx) => tx.$executeRaw`update app.webhook_events set payload = null where id = ${old}`,
  );
  const list = page.url();
  await page.goto(`/admin/webhook-events/${old}`);
  await expect(page.getByText('The event came more than 90 days ago.')).toBeVisible();
  await expect(payload).toBeHidden();
  await expect(page.getByRole('button', { name: 'Replay' })).toBeHidden();
  await expectAccessible(page);
  await shoot(page, 'admin-webhook-event-forgotten');
  await page.goto(list);

  await page.getByLabel(`Choose ${ids[0]}`).check();
  await page.getByRole('button', { name: 'Replay 1 chosen' }).click();
  await replay(page, 'Stripe was down');
  await expect(page.getByText('1 event is due again')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '2 events' })).toBeVisible();
  await page.getByRole('button', { name: 'Replay all 2' }).click();
  await replay(page, 'The others, too');
  await expect(page.getByText('2 events are due again')).toBeVisible();
  await expect(page.getByText('No event is like that')).toBeVisible();

  const statuses = () =>
    asService('test.events', async (tx) => {
      const rows = await tx.webhookEvent.findMany({ where: { id: { in: ids } }, select: { status: true } });
      return rows.map(({ status }) => status);
    });
  await expect.poll(statuses, { timeout: 30_000 }).toEqual(['processed', 'processed', 'processed']);
  expect((await recorded(admin.id, 'webhook_event.replayed')).map(({ reason }) => reason)).toEqual([
    'Stripe was down',
    'The others, too',
  ]);
});

test('a comparison with Stripe is asked for, watched to its end, and tells what differed', async ({
  page,
  context,
}) => {
  test.slow();
  const user = await createUser();
  const owner = principalOf({ ...user, userId: user.id, organizationId: user.id });
  const { customer } = await buy(owner, { planId: 'basic', interval: 'month' });
  await everyEventProcessed();
  await asService('test.tamper', (tx) =>
    tx.subscription.updateMany({ where: { organizationId: user.id }, data: { quantity: 3 } }),
  );
  const admin = await signedInAdmin(context);
  await page.goto('/admin/reconciliation');
  await page.getByRole('button', { name: 'Compare now' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('A customer says they pay for one');
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText(/It begins as soon as the worker is free/)).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: admin.email });
  await expect(row.getByText('Done')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('progressbar', { name: 'Comparison' })).toBeHidden();
  await row.getByRole('link').click();
  const drift = page.getByRole('row').filter({ hasText: customer }).filter({ hasText: 'quantity' });
  await expect(drift).toContainText('3');
  await expect(drift).toContainText('Yes');
  await expectAccessible(page);
  await shoot(page, 'admin-reconciliation');
  expect(await recorded(admin.id, 'reconciliation.ordered')).toHaveLength(1);
});

test('to everybody who is no admin there is no such page', async ({ page, context }) => {
  await signedInUser(context);
  for (const path of pages) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
  }
  for (const path of ['plans', 'flags', 'webhook-events', 'reconciliation'])
    expect([path, (await page.request.get(`/api/admin/${path}`)).status()]).toEqual([path, 404]);
});

/** Somebody with a plan, signed in in a browser of their own. */
async function memberOf(browser: Browser, plan: 'basic') {
  const context = await browser.newContext();
  await signedInUser(context, { plan });
  const me = async () => (await context.request.get('/api/auth/me')).json();
  return {
    savedJobsLimit: async () => (await me()).entitlements.limits.saved_jobs.limit,
    features: async () => (await me()).entitlements.features,
    leave: () => context.close(),
  };
}

async function replay(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Replay' }).click();
}

/** Events of a customer that nobody else has, which were given up. */
async function deadEvents(customer: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `evt_${crypto.randomUUID()}`);
  await asService('test.events', (tx) =>
    tx.webhookEvent.createMany({
      data: ids.map((id) => ({
        id,
        type: 'invoice.paid',
        livemode: false,
        stripeCustomerId: customer,
        status: 'dead' as const,
        attempts: 12,
        error: 'Ordered by the test.',
        durationMs: 7,
        occurredAt: new Date(),
        payload: {
          id,
          object: 'event',
          type: 'invoice.paid',
          created: 1_795_000_000,
          livemode: false,
          data: {
            object: {
              object: 'invoice',
              customer,
              total: 2900,
              hosted_invoice_url: 'https://invoice.stripe.com/i/1',
            },
          },
        },
      })),
    }),
  );
  return ids;
}

/** What an admin has done, in its order. */
function recorded(actorId: string, action: string) {
  return asService('test.events', (tx) =>
    tx.auditEvent.findMany({ where: { actorId, action }, orderBy: { id: 'asc' } }),
  );
}
