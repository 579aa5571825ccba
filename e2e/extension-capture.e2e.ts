import { expect, type Page } from '@playwright/test';
import { getJob } from '@/lib/jobs';
import { expectAccessible } from './support/auth-pages';
import { jobsOf, ownTenant } from './support/jobs';
import { fixtureOf, type PostingBrowser, postingBrowser } from './support/posting-browser';
import { test } from './support/test';
import { signedInUser } from './support/users';

/** Saving a posting from the page that shows it. */
test.describe('the extension on a page with a posting', () => {
  let browser: PostingBrowser;
  let user: { id: string };
  test.beforeEach(async () => {
    browser = await postingBrowser();
    user = await signedInUser(browser.context);
    await browser.connect();
  });
  test.afterEach(() => browser.context.close());

  test('fills in what each site says, and saves it to the board', async () => {
    test.setTimeout(240_000);
    const { context, open, popup } = browser;
    const files = [
      'linkedin-signed-in',
      'indeed-two-pane',
      'greenhouse-new-board',
      'greenhouse-embedded',
      'lever-posting',
      'workday-posting',
      'ashby-rendered',
      'other-json-ld-graph',
      'other-plain',
    ];
    for (const file of files) {
      await test.step(file, async () => {
        const { expected } = fixtureOf(file);
        const page = await open(file);
        const form = await popup(page);
        await expect(form.getByLabel('Job title')).toHaveValue(expected.title ?? '');
        await expect(form.getByLabel('Company')).toHaveValue(expected.company ?? '');
        await expect(form.getByLabel('Location')).toHaveValue(expected.location ?? '');
        await expect(form.getByLabel('Pay')).toHaveValue(expected.salaryText ?? '');
        await form.getByRole('button', { name: 'Save job' }).click();
        await expect(form.getByText('Saved to your board')).toBeVisible();
        await form.close();
        await page.close();
      });
    }
    const saved = await jobsOf(context.request);
    expect(saved).toHaveLength(files.length);
    for (const file of files) {
      const { expected } = fixtureOf(file);
      const job = saved.find(({ url }) => url === expected.url);
      expect(job).toMatchObject({ ...expected, status: 'saved' });
    }
    const board = await context.newPage();
    await board.goto('/jobs');
    await expect(board.getByText('Senior Cartographer').first()).toBeVisible();
  });

  test('saves what was corrected, with the description as it was', async () => {
    const page = await browser.open('linkedin-public');
    const form = await browser.popup(page);
    await form.getByLabel('Job title').fill('');
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByLabel('Job title')).toBeFocused();
    await expect(form.getByLabel('Job title')).toHaveAccessibleDescription('Enter the job title');
    await form.getByLabel('Job title').fill('Cartographer, Berlin');
    await form.getByLabel('Work mode').selectOption('Hybrid');
    await form.getByLabel('Status').selectOption('Applied');
    await form.getByLabel('Notes').fill('Ask about the atlas.');
    await form.getByText('Link, closing day and description').click();
    await expect(form.getByLabel('Description')).toHaveValue(/• Own the style of our terrain maps/);
    await form.getByLabel('Description').scrollIntoViewIfNeeded();
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('Saved to your board')).toBeVisible();
    const [summary] = await jobsOf(browser.context.request);
    const job = await getJob(ownTenant(user), summary?.id ?? '');
    expect(job).toMatchObject({
      title: 'Cartographer, Berlin',
      company: 'Halcyon Maps',
      workMode: 'hybrid',
      status: 'applied',
      notes: 'Ask about the atlas.',
      source: 'linkedin',
      closesOn: '2026-12-31',
      description: expect.stringContaining('<li>Research &amp; design</li>'),
    });
    await expect(form.getByRole('link', { name: 'Open it' })).toHaveAttribute(
      'href',
      new RegExp(`/jobs/${job.id}$`),
    );
  });

  test('tells that a posting is saved, from any of its addresses, and marks the icon', async () => {
    const page = await browser.open('linkedin-signed-in');
    expect(await browser.badge(page)).toBe('');
    const form = await browser.popup(page);
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('Saved to your board')).toBeVisible();
    await expect.poll(() => browser.badge(page)).toBe('✓');

    const elsewhere = await browser.open('linkedin-public');
    await expect.poll(() => browser.badge(elsewhere)).toBe('✓');
    const again = await browser.popup(elsewhere);
    await expect(again.getByText('Saved already')).toBeVisible();
    await expect(again.getByText('It is in Saved.', { exact: false })).toBeVisible();
    await expect(again.getByRole('button', { name: 'Save job' })).toHaveCount(0);
    await shootPopup(again, 'already-saved');
    await expect(again.getByRole('link', { name: 'Open it' })).toHaveAttribute(
      'href',
      /\/jobs\/[0-9a-f-]{36}$/,
    );
    await again.getByRole('button', { name: 'Save it again' }).click();
    await again.getByRole('button', { name: 'Save job' }).click();
    await expect(again.getByText('Saved to your board')).toBeVisible();
    expect(await jobsOf(browser.context.request)).toHaveLength(2);
  });

  test('keeps what was typed when its popup closes', async () => {
    const page = await browser.open('lever-remote');
    const form = await browser.popup(page);
    await form.getByLabel('Company').fill('Northwind Atlas Ltd');
    await expect.poll(() => sessionHas(form, 'Northwind Atlas Ltd')).toBe(true);
    await form.close();
    const again = await browser.popup(page);
    await expect(again.getByLabel('Company')).toHaveValue('Northwind Atlas Ltd');
    await expect(again.getByLabel('Job title')).toHaveValue('Support Lead');
  });

  test('lets one fill in the fields where nothing can be read, and says so', async () => {
    const form = await browser.popup();
    await expect(
      form.getByText('This page cannot be read. You can fill in the fields yourself.'),
    ).toBeVisible();
    await form.getByLabel('Job title').fill('Baker');
    await form.getByLabel('Company').fill('Morning Oven');
    await form.getByRole('button', { name: 'Save job' }).click();
    await expect(form.getByText('Saved to your board')).toBeVisible();

    const ofLink = await browser.popup({ link: 'https://10.0.0.1/jobs/1?utm_source=x' });
    await expect(
      ofLink.getByText('This address cannot be opened from here.', { exact: false }),
    ).toBeVisible();
    await ofLink.getByText('Link, closing day and description').click();
    await expect(ofLink.getByLabel('Link to the posting')).toHaveValue('https://10.0.0.1/jobs/1');
  });

  test('is offered on links in the menu, and by a shortcut', async () => {
    const { context, worker } = browser;
    const background = await worker();
    const opened = context.waitForEvent('page');
    // What the browser does for a click in its menu, which no test can make.
    await background.evaluate(() =>
      Reflect.get(globalThis, 'chrome').contextMenus.onClicked.dispatch({
        menuItemId: 'link',
        linkUrl: 'https://10.0.0.1/jobs/2',
      }),
    );
    const form = await opened;
    await expect(form.getByText('This address cannot be opened from here.', { exact: false })).toBeVisible();
    const commands = await background.evaluate(() => Reflect.get(globalThis, 'chrome').commands.getAll());
    expect(commands).toMatchObject([
      { name: '_execute_action', shortcut: expect.stringMatching(/Alt.*Shift.*S/) },
    ]);
  });

  test('is in order for everybody, in both themes', async () => {
    const page = await browser.open('ashby-rendered');
    for (const colorScheme of ['light', 'dark'] as const) {
      const form = await browser.popup(page);
      await form.emulateMedia({ colorScheme });
      await expect(form.getByLabel('Job title')).toHaveValue('Staff Engineer');
      await expect(form.getByText('0 of 10 saved jobs used')).toBeVisible();
      await expectAccessible(form);
      await shootPopup(form, `form-${colorScheme}`);
      await form.setViewportSize({ width: 360, height: 640 });
      const width = await form.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      await form.close();
    }
  });
});

async function sessionHas(popup: Page, text: string): Promise<boolean> {
  const stored = await popup.evaluate(() => Reflect.get(globalThis, 'chrome').storage.session.get(null));
  return JSON.stringify(stored).includes(text);
}

async function shootPopup(popup: Page, name: string): Promise<void> {
  await popup.screenshot({ path: `test-results/screens/extension-${name}.png`, fullPage: true });
}
