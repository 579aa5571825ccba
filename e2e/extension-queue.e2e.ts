import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { createJob } from '@/lib/jobs';
import { givePlan } from '@/local/test/people';
import { jobsOf, ownTenant } from './support/jobs';
import { type PostingBrowser, postingBrowser } from './support/posting-browser';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** Whatever stands between a click and the board: nothing is lost, nothing is saved twice, and the way on is told. */
test.describe('the extension', () => {
  let browser: PostingBrowser;
  let profile: string;
  test.beforeEach(async () => {
    profile = mkdtempSync(join(tmpdir(), 'foothold-profile-'));
    browser = await postingBrowser(profile);
  });
  test.afterEach(async () => {
    await browser.context.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test('without a network keeps the job, through a restart of the browser, and saves it once', async () => {
    const { context } = browser;
    const { id: organizationId } = await signedInUser(context);
    await browser.connect();
    const page = await browser.open('lever-posting');
    const form = await browser.popup(page);
    await expect(form.getByLabel('Job title')).toHaveValue('Product Designer');
    await context.setOffline(true);
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('It is sent by itself as soon as it can be', { exact: false })).toBeVisible();
    await expect(form.getByText('Waiting to be sent')).toBeVisible();
    await form.screenshot({ path: 'test-results/screens/extension-waiting.png', fullPage: true });
    const again = await browser.popup(page);
    await expect(again.getByText('Kept on this device').first()).toBeVisible();
    await expect(again.getByRole('button', { name: 'Save job' })).toHaveCount(0);
    expect(await browser.queue()).toHaveLength(1);
    await context.close();

    browser = await postingBrowser(profile);
    await expect.poll(() => browser.queue()).toEqual([]);
    // The browser has forgotten who was signed in; the extension has not.
    const saved = await asService('test.saved', (tx) => tx.savedJob.findMany({ where: { organizationId } }));
    expect(saved).toMatchObject([{ title: 'Product Designer', company: 'Halcyon Maps' }]);
  });

  test('saves once what was saved when its answer was lost', async () => {
    const { context } = browser;
    await signedInUser(context);
    await browser.connect();
    let lost = 0;
    await context.route(`${env().APP_URL}/api/jobs`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    const form = await browser.popup(await browser.open('ashby-rendered'));
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('Staff Engineer')).toBeVisible();
    expect(lost).toBe(1);
    await form.close();
    // Whoever opens it again has it tried at once.
    await browser.popup();
    await expect.poll(() => browser.queue()).toEqual([]);
    expect(await jobsOf(context.request)).toMatchObject([{ title: 'Staff Engineer' }]);
  });

  test('at the limit tells the offer, keeps the job, and saves it once there is room', async () => {
    const user = await signedInUser(browser.context);
    for (let at = 0; at < 10; at += 1)
      await createJob(ownTenant(user), { title: `Job ${at}`, company: 'Halcyon Maps' });
    await browser.connect();
    const form = await browser.popup(await browser.open('workday-posting'));
    await expect(form.getByText('10 of 10 saved jobs used')).toBeVisible();
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('You have used 10 of 10 saved jobs')).toBeVisible();
    await expect(form.getByRole('link', { name: 'See plans' })).toHaveAttribute(
      'href',
      `${env().APP_URL}/pricing?from=saved_jobs`,
    );
    await form.screenshot({ path: 'test-results/screens/extension-limit.png', fullPage: true });
    await form.close();

    const again = await browser.popup();
    await expect(again.getByText('Not saved')).toBeVisible();
    await expect(again.getByText('You have used 10 of 10 saved jobs')).toBeVisible();
    await again.screenshot({ path: 'test-results/screens/extension-refused.png', fullPage: true });
    await givePlan(user.id, 'basic');
    await again.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => browser.queue()).toEqual([]);
    const titles = (await jobsOf(browser.context.request)).map(({ title }) => title);
    expect(titles.filter((title) => title === 'Data Steward')).toHaveLength(1);
    expect(titles).toHaveLength(11);
  });

  test('waits as long as the site asks', async () => {
    const { context } = browser;
    await signedInUser(context);
    await browser.connect();
    let asked = 0;
    await context.route(`${env().APP_URL}/api/jobs`, (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      asked += 1;
      return route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        headers: { 'retry-after': '3600', 'access-control-allow-origin': '*' },
        json: { error: 'rate_limit_exceeded', detail: 'Too many requests.', retryAfterSeconds: 3600 },
      });
    });
    const form = await browser.popup(await browser.open('lever-remote'));
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText(/It is sent at \d+:\d\d [AP]M, by itself/)).toBeVisible();
    const again = await browser.popup();
    await expect(again.getByText('Waiting to be sent')).toBeVisible();
    await expect(again.getByRole('button', { name: 'Save job' })).toBeVisible();
    expect(asked).toBe(1);
  });

  test('whose token was ended asks to connect again, and then sends what waited', async () => {
    const { context } = browser;
    await test.step('a person who says no is told so', async () => {
      const form = await browser.popup();
      const opened = context.waitForEvent('page');
      await form.getByRole('button', { name: 'Connect', exact: true }).click();
      await (await opened).close();
      await expect(form.getByText('The window was closed before you said yes.')).toBeVisible();
      await form.screenshot({ path: 'test-results/screens/extension-connect.png', fullPage: true });
      await form.close();
    });
    await signedInUser(context);
    await browser.connect();
    const page = await browser.open('linkedin-signed-in');
    const form = await browser.popup(page);
    await expect(form.getByLabel('Job title')).toHaveValue('Senior Cartographer');
    const sessions = await context.newPage();
    await sessions.goto('/account/sessions');
    await sessions
      .getByRole('listitem')
      .filter({ hasText: 'Extension' })
      .getByRole('button', { name: /^End session/ })
      .click();
    await sessions.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
    await expect(sessions.getByText('The session has ended.')).toBeVisible();
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('Your connection has ended')).toBeVisible();
    await expect(form.getByText('Waits for the account that saved it')).toBeVisible();
    const opened = context.waitForEvent('page');
    await form.getByRole('button', { name: 'Connect again' }).click();
    await (await opened).getByRole('button', { name: 'Connect' }).click();
    await expect.poll(() => browser.queue()).toEqual([]);
    expect(await jobsOf(context.request)).toMatchObject([{ title: 'Senior Cartographer' }]);
  });

  test('disconnects, and its token is good no more', async () => {
    const { context } = browser;
    const user = await signedInUser(context);
    await browser.connect();
    const form = await browser.popup();
    await expect(form.getByText(user.email)).toBeVisible();
    await form.getByRole('button', { name: 'Disconnect' }).click();
    await expect(form.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
    await expect(form.getByText('Your connection has ended')).toHaveCount(0);
    const sessions = await context.newPage();
    await sessions.goto('/account/sessions');
    await expect(sessions.getByRole('listitem').first()).toBeVisible();
    await expect(sessions.getByRole('listitem').filter({ hasText: 'Extension' })).toHaveCount(0);
  });
});
