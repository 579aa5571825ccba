import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { createJob, type JobInput } from '@/lib/jobs';
import { createContact } from '@/lib/jobs/contacts';
import { createInterview } from '@/lib/jobs/interviews';
import { connectPath } from './support/extension';
import { askToAddJob, ownTenant } from './support/jobs';
import { test } from './support/test';
import { createUser, signedInAdmin, signedInUser } from './support/users';

/** Every page, in both colour schemes: no error, no accessibility violation, no sideways scrolling on a small phone. */
const open = [
  '/',
  '/pricing',
  '/help',
  '/docs/api',
  '/privacy',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/invitations/accept',
  '/unsubscribe',
  '/nothing-here',
];
const member = [
  '/jobs?view=board',
  '/jobs?view=table&status=offer',
  '/jobs/statistics',
  '/reminders',
  '/account/notifications',
  '/jobs/import',
  '/jobs/export',
  '/jobs/duplicates',
  '/account',
  '/account/security',
  '/account/sessions',
  '/account/api-keys',
  '/account/audit-log',
  '/account/delete',
  '/account/billing',
  '/account/usage',
  '/billing/canceled',
  '/organization',
  '/organization/invitations',
  '/organization/settings',
  '/organization/new',
];
const ofAdmins = [
  '/admin',
  '/admin/users',
  '/admin/users/bulk',
  '/admin/audit-log',
  '/admin/plans',
  '/admin/plans/team',
  '/admin/flags',
  '/admin/webhook-events',
  '/admin/webhook-events?status=dead&type=none.*',
  '/admin/reconciliation',
];

const fullPosting: JobInput = {
  title: 'Senior cartographer of the coasts of the North Atlantic',
  company: 'Halcyon Maps',
  location: 'Oslo, Norway',
  url: 'https://halcyon.example/careers/a-long-address-of-a-posting-that-wraps?with=a-query',
  workMode: 'hybrid',
  salaryText: '€55.000 - 65.000 pro Jahr',
  closesOn: '2030-05-04',
  source: 'linkedin',
  notes: 'Ask about the boat.',
  description: `<h2>You</h2><p>See <a href="https://halcyon.example">us</a>.</p><ul><li>Draw coasts</li></ul>${'<p>We draw the charts that ships steer by.</p>'.repeat(20)}`,
};

// Whatever the policy of a page keeps from running or loading is an error of that page.
test.beforeEach(({ page }) =>
  page.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`against the policy: ${effectiveDirective} ${blockedURI} ${sample}`),
    ),
  ),
);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });
    for (const path of open) test(`${path} is sound`, ({ page }) => check(page, path));
    for (const path of member) {
      test(`${path} is sound`, async ({ page, context }) => {
        await signedInUser(context);
        await check(page, path);
      });
    }
    for (const path of ofAdmins) {
      test(`${path} is sound`, async ({ page, context }) => {
        await signedInAdmin(context);
        await check(page, path);
      });
    }
    test('the page of an account in the console is sound', async ({ page, context }) => {
      await signedInAdmin(context);
      await check(page, `/admin/users/${(await createUser()).id}`);
    });
    test('the page of a job and its dialogs are sound', async ({ page, context }) => {
      test.slow();
      const tenant = ownTenant(await signedInUser(context));
      const { id } = await createJob(tenant, fullPosting);
      await check(page, `/jobs/${(await createJob(tenant, { title: 'Designer', company: 'Borealis' })).id}`);
      await createContact(tenant, id, { name: 'Ada Berg', role: 'Recruiter', email: 'ada@halcyon.example' });
      for (const year of [2020, 2030])
        await createInterview(tenant, id, {
          startsAt: `${year}-05-04T09:00:00Z`,
          endsAt: `${year}-05-04T10:00:00Z`,
        });
      await check(page, `/jobs/${id}`);
      for (const opener of ['Edit', 'Add contact', 'Add interview']) {
        await page.getByRole('button', { name: opener, exact: true }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await checkView(page, `the dialog of ${opener}`);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });
    test('connecting the extension is sound, also where it cannot be', async ({ page, context }) => {
      await signedInUser(context);
      for (const path of [connectPath(), connectPath({ state: '' })]) await check(page, path);
    });
    test('the add dialog is sound', async ({ page, context }) => {
      await signedInUser(context);
      await page.goto('/jobs');
      await askToAddJob(page);
      await expect(page.getByRole('dialog')).toBeVisible();
      await checkView(page, 'the add dialog');
    });
  });
}

test('a page that is missing is told within the shell', async ({ page, context }) => {
  await signedInUser(context);
  await page.goto('/billing/success?session_id=cs_test_nobody');
  await expect(page.getByRole('heading', { name: 'There is no page here', level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
});

test('on a phone the chosen filter is in view', async ({ page, context }) => {
  await signedInUser(context);
  await page.setViewportSize({ width: 360, height: 740 });
  const job = { title: 'Cartographer', company: 'Halcyon Maps', status: 'rejected' };
  await page.goto('/jobs');
  await page.request.post('/api/jobs', { data: job, headers: { origin: new URL(page.url()).origin } });
  await page.goto('/jobs?view=table&status=rejected');
  await expect(page.getByRole('link', { name: /^Rejected/ })).toBeInViewport({ ratio: 0.9 });
});

async function check(page: Page, path: string): Promise<void> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const answer = await page.goto(path);
  expect([path, answer?.status()]).toEqual([path, path === '/nothing-here' ? 404 : 200]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await checkView(page, path);
  const own = errors.filter((text) => !(path === '/nothing-here' && text.includes('404')));
  expect(own, path).toEqual([]);
  page.removeAllListeners('console');
  page.removeAllListeners('pageerror');
}

async function checkView(page: Page, name: string): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      `${name} at ${width}`,
    ).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
  }
}
