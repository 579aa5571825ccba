import { expect, type Locator, type Page, type Route } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob, type JobInput } from '@/lib/jobs';
import { joinOrganization } from '@/local/test/people';
import { askToAddJob, jobsOf, openJobs, ownTenant, signedInWithJobs } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

/** What a person does with the saved jobs in the table, in a real browser. */
test.describe('adding a job', () => {
  test('tells what is wrong at the fields, then saves it and counts it', async ({ page, context }) => {
    await signedInUser(context);
    await openJobs(page, '/jobs?view=table');
    await expect(page.getByText('The Free plan has room for 10.')).toBeVisible();
    await askToAddJob(page);
    const dialog = page.getByRole('dialog', { name: 'Add a job' });
    const title = dialog.getByLabel('Job title');
    await expect(title).toBeFocused();

    await dialog.getByLabel('Link to the posting').fill('javascript:alert(1)');
    await dialog.getByRole('button', { name: 'Save job' }).click();
    await expect(title).toBeFocused();
    await expect(title).toHaveAttribute('aria-invalid', 'true');
    await expect(title).toHaveAccessibleDescription('Enter the job title');
    await expect(dialog.getByLabel('Company')).toHaveAccessibleDescription('Enter the company');
    await expect(dialog.getByLabel('Link to the posting')).toHaveAccessibleDescription(/https:/);
    await shoot(page, 'job-errors');

    await title.fill('Cartographer');
    await dialog.getByLabel('Company').fill('Halcyon Maps');
    await dialog.getByLabel('Link to the posting').fill('halcyon.example/jobs/1');
    await dialog.getByRole('button', { name: 'Save job' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Job saved')).toBeVisible();
    await expect(rowOf(page, 'Cartographer')).toContainText('Halcyon Maps');
    await expect(page.getByText('1 of 10 saved jobs')).toBeVisible();
    expect(await jobsOf(page.request)).toMatchObject([
      { title: 'Cartographer', company: 'Halcyon Maps', url: 'https://halcyon.example/jobs/1' },
    ]);
  });

  test('meets the offer when another tab took the last place meanwhile', async ({ page, context }) => {
    await signedInWithJobs(context, titles(9));
    await openJobs(page, '/jobs?view=table');
    await askToAddJob(page);
    const dialog = page.getByRole('dialog', { name: 'Add a job' });
    await dialog.getByLabel('Job title').fill('One too many');
    await dialog.getByLabel('Company').fill('Halcyon Maps');
    const otherTab = await context.request.post('/api/jobs', {
      data: { title: 'The tenth', company: 'Halcyon Maps' },
      headers: { origin: process.env.APP_URL ?? '' },
    });
    expect(otherTab.status()).toBe(201);
    await dialog.getByRole('button', { name: 'Save job' }).click();
    const offer = page.getByRole('dialog', { name: 'You have used 10 of 10 saved jobs on Free' });
    await expect(offer.getByRole('link', { name: 'Upgrade' })).toBeVisible();
    await offer.getByRole('button', { name: 'Manage jobs' }).click();
    await expect(rowOf(page, 'The tenth')).toBeVisible();
    expect(await jobsOf(page.request)).toHaveLength(10);
  });
});

test.describe('a saved job', () => {
  test('is edited, and stays so', async ({ page, context }) => {
    await signedInWithJobs(context, [{ title: 'Enginer', company: 'Halcyon Maps' }]);
    await openJobs(page, '/jobs?view=table');
    await edit(page, 'Enginer');
    const dialog = page.getByRole('dialog', { name: 'Edit job' });
    await dialog.getByLabel('Job title').fill('Engineer');
    await dialog.getByLabel('Location').fill('Oslo');
    await dialog.getByLabel('Notes').fill('Ask about remote work.');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Changes saved')).toBeVisible();
    await page.reload();
    await expect(rowOf(page, 'Engineer')).toContainText('Oslo');
    await edit(page, 'Engineer');
    await expect(dialog.getByLabel('Notes')).toHaveValue('Ask about remote work.');
  });

  test('changes its status in its row, by pointer and by keyboard alone', async ({ page, context }) => {
    await signedInWithJobs(context, [{ title: 'Engineer', company: 'Halcyon Maps' }]);
    await openJobs(page, '/jobs?view=table');
    await statusOf(page, 'Saved').click();
    await page.getByRole('menuitemradio', { name: 'Applied' }).click();
    // The menu gives the focus back a moment after it has closed.
    await expect(statusOf(page, 'Applied')).toBeFocused();

    await page.getByRole('searchbox', { name: 'Search jobs' }).focus();
    await tabTo(page, statusOf(page, 'Applied'));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitemradio', { name: 'Saved' })).toBeFocused();
    // One after the other: the menu moves the focus a moment after the key.
    for (const status of ['Applied', 'Interviewing']) {
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('menuitemradio', { name: status })).toBeFocused();
    }
    await page.keyboard.press('Enter');
    await expect(statusOf(page, 'Interviewing')).toBeFocused();
    await expect.poll(() => jobsOf(page.request)).toMatchObject([{ status: 'interviewing' }]);
  });

  test('is deleted after a question, and its place is free again', async ({ page, context }) => {
    await signedInWithJobs(context, titles(10));
    await openJobs(page, '/jobs?view=table');
    await expect(page.getByText('10 of 10 saved jobs', { exact: true })).toBeVisible();
    const question = page.getByRole('alertdialog', { name: 'Delete this job?' });
    const ask = async () => {
      await rowOf(page, 'Job 04')
        .getByRole('button', { name: /^Actions/ })
        .click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await expect(question).toContainText('“Job 04” at Halcyon Maps');
    };
    await ask();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(rowOf(page, 'Job 04')).toBeVisible();
    await ask();
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Job deleted')).toBeVisible();
    await expect(rowOf(page, 'Job 04')).toHaveCount(0);
    await expect(page.getByText('9 of 10 saved jobs', { exact: true })).toBeVisible();
    await askToAddJob(page);
    await expect(page.getByRole('dialog', { name: 'Add a job' })).toBeVisible();
    expect(await jobsOf(page.request)).toHaveLength(9);
  });

  test('comes back to what it was, with a message, when the server is not reached', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [{ title: 'Engineer', company: 'Halcyon Maps' }]);
    await openJobs(page, '/jobs?view=table');
    const actions = await holdActions(page);
    await statusOf(page, 'Saved').click();
    await page.getByRole('menuitemradio', { name: 'Offer' }).click();
    await expect(statusOf(page, 'Offer')).toBeVisible();
    await expect(filterLink(page, 'Offer')).toHaveText('Offer1');
    await actions.fail();
    await expect(page.getByText('The status was not changed')).toBeVisible();
    await expect(page.getByText(/could not be reached/)).toBeVisible();
    await expect(statusOf(page, 'Saved')).toBeVisible();
    await expect(filterLink(page, 'Offer')).toHaveText('Offer0');

    await rowOf(page, 'Engineer')
      .getByRole('button', { name: /^Actions/ })
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await expect(rowOf(page, 'Engineer')).toHaveCount(0);
    await actions.fail();
    await expect(page.getByText('The job was not deleted')).toBeVisible();
    await expect(rowOf(page, 'Engineer')).toBeVisible();
    expect(await jobsOf(page.request)).toMatchObject([{ status: 'saved' }]);
  });

  test('shows a script that someone saved as the text that it is', async ({ page, context }) => {
    const script = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
    await signedInWithJobs(context, [{ title: `T${script}`, company: `C${script}`, notes: `N${script}` }]);
    await openJobs(page, '/jobs?view=table');
    const row = rowOf(page, `T${script}`);
    await expect(row).toContainText(`C${script}`);
    await edit(page, `T${script}`);
    const dialog = page.getByRole('dialog', { name: 'Edit job' });
    await expect(dialog.getByLabel('Notes')).toHaveValue(`N${script}`);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('button', { name: /^Actions/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('alertdialog')).toContainText(`T${script}`);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});

test.describe('the list', () => {
  test('is filtered and searched by its address, which survives a reload', async ({ page, context }) => {
    await signedInWithJobs(context, [
      { title: 'Engineer', company: 'Halcyon Maps', status: 'applied' },
      { title: 'Engineer', company: 'Borealis', status: 'saved' },
      { title: 'Designer', company: 'Halcyon Maps', status: 'applied' },
    ]);
    await openJobs(page, '/jobs?view=table');
    await filterLink(page, 'Applied').click();
    await expect(page).toHaveURL(/\/jobs\?view=table&status=applied$/);
    await expect(rows(page)).toHaveCount(2);
    const search = page.getByRole('searchbox', { name: 'Search jobs' });
    await search.fill('engineer');
    await expect(page).toHaveURL(/\/jobs\?view=table&status=applied&q=engineer$/);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('Halcyon Maps');

    await page.reload();
    await expect(search).toHaveValue('engineer');
    await expect(filterLink(page, 'Applied')).toHaveAttribute('aria-current', 'page');
    await expect(filterLink(page, 'All')).toHaveText('All2');
    await expect(rows(page)).toHaveCount(1);

    await search.fill('nothing like it');
    await expect(page.getByText('Nothing here has to do with “nothing like it”.')).toBeVisible();
    await page.getByRole('link', { name: 'Show all jobs' }).click();
    await expect(page).toHaveURL(/\/jobs\?view=table$/);
    await expect(search).toHaveValue('');
    await expect(rows(page)).toHaveCount(3);
  });

  test('goes on below what was loaded first, with only the rows in view in the page', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, titles(80), 'basic');
    await openJobs(page, '/jobs?view=table');
    await expect(rowOf(page, 'Job 80')).toBeVisible();
    await expect(page.getByText('80 of 100 saved jobs', { exact: true })).toBeVisible();
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '81');
    expect(await rows(page).count()).toBeLessThan(50);
    await scrollUntil(page, rowOf(page, 'Job 01'));
    expect(await rows(page).count()).toBeLessThan(50);

    await rowOf(page, 'Job 01')
      .getByRole('button', { name: /^Status/ })
      .click();
    await page.getByRole('menuitemradio', { name: 'Rejected' }).click();
    await expect(filterLink(page, 'Rejected')).toHaveText('Rejected1');
    await expect(rowOf(page, 'Job 01')).toContainText('Rejected');
    await expect(rowOf(page, 'Job 80')).toHaveCount(0);
  });

  test('is sorted by its headings, what is missing last, and keeps the order in its address', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [
      { title: 'Baker', company: 'acme', location: 'Oslo' },
      { title: 'Actor', company: 'Zephyr' },
      { title: 'Cook', company: 'Borealis', location: 'Berlin' },
    ]);
    await openJobs(page, '/jobs?view=table');
    const firstToLast = async (...jobs: string[]) => {
      for (const [index, title] of jobs.entries()) await expect(rows(page).nth(index)).toContainText(title);
    };
    await firstToLast('Cook', 'Actor', 'Baker');
    const heading = (name: string) => page.getByRole('columnheader', { name });
    await heading('Company').getByRole('link').click();
    await firstToLast('Baker', 'Cook', 'Actor');
    await expect(heading('Company')).toHaveAttribute('aria-sort', 'ascending');
    await heading('Company').getByRole('link').click();
    await expect(page).toHaveURL(/sort=company&order=desc$/);
    await firstToLast('Actor', 'Cook', 'Baker');
    await heading('Location').getByRole('link').click();
    await firstToLast('Cook', 'Baker', 'Actor');
    await page.reload();
    await firstToLast('Cook', 'Baker', 'Actor');
  });

  test('is filtered by more, each filter a chip that can be taken away', async ({ page, context }) => {
    const eur = (max: number) => ({ min: null, max, currency: 'EUR', interval: 'year' as const });
    await signedInWithJobs(context, [
      { title: 'Engineer', company: 'Acme', workMode: 'remote', source: 'linkedin', salary: eur(90_000_00) },
      { title: 'Designer', company: 'Acme', workMode: 'remote', source: 'indeed', salary: eur(70_000_00) },
      { title: 'Driver', company: 'Acme', workMode: 'onsite', closesOn: '2027-01-15' },
    ]);
    await openJobs(page, '/jobs?view=table');
    await expect(rows(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'Filters' }).click();
    const dialog = page.getByRole('dialog', { name: 'Filters' });
    await dialog.getByLabel('Remote').check();
    await dialog.getByLabel('Salary at least').fill('80000');
    await dialog.getByLabel('Currency').selectOption('EUR');
    await dialog.getByRole('button', { name: 'Show jobs' }).click();
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('Engineer');
    await expect(page).toHaveURL(/workMode=remote&salaryMin=80000&currency=EUR$/);
    const chips = page.getByRole('list', { name: 'Filters in force' }).getByRole('listitem');
    await expect(chips).toHaveText(['Remote', 'At least EUR 80,000 a year']);
    await chips.getByRole('link', { name: 'Remove filter At least EUR 80,000 a year' }).click();
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect(rows(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'Filters' }).click();
    await dialog.getByLabel('Deadline').selectOption('With a deadline');
    await dialog.getByRole('button', { name: 'Show jobs' }).click();
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('Jan 15, 2027');
  });

  test('is only to look at for a viewer', async ({ page, context }) => {
    const owner = await createUser();
    await createJob(ownTenant(owner), { title: 'Engineer', company: 'Halcyon Maps', notes: 'Ours.' });
    const viewer = await signedInUser(context);
    await joinOrganization({ ...viewer, ...ownTenant(viewer) }, owner.id, 'viewer');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: viewer.id }, data: { activeOrganizationId: owner.id } }),
    );

    await openJobs(page, '/jobs?view=table');
    await expect(rowOf(page, 'Engineer')).toContainText('Saved');
    await expect(page.getByRole('button', { name: /^(Add job|Actions|Status)/ })).toHaveCount(0);
    await shoot(page, 'board-viewer');
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    const [job] = await jobsOf(page.request);
    const refused = await page.request.delete(`/api/jobs/${job?.id}`, {
      headers: { origin: process.env.APP_URL ?? '' },
    });
    expect(refused.status()).toBe(403);
  });
});

function titles(count: number): JobInput[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `Job ${String(index + 1).padStart(2, '0')}`,
    company: 'Halcyon Maps',
  }));
}

function rows(page: Page): Locator {
  return page.getByRole('table', { name: 'Saved jobs' }).locator('tbody').getByRole('row');
}

async function edit(page: Page, title: string): Promise<void> {
  await rowOf(page, title)
    .getByRole('button', { name: /^Actions/ })
    .click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
}

/** Scrolls the table down until a row is there: what is further down is loaded on the way. */
async function scrollUntil(page: Page, row: Locator): Promise<void> {
  const scroller = page.getByRole('table', { name: 'Saved jobs' }).locator('..');
  await expect(async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

function rowOf(page: Page, title: string): Locator {
  return rows(page).filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

function statusOf(page: Page, status: string): Locator {
  return page.getByRole('button', { name: `Status of Engineer at Halcyon Maps: ${status}`, exact: true });
}

function filterLink(page: Page, label: string): Locator {
  return page.getByRole('navigation', { name: 'Filter by status' }).getByRole('link', { name: label });
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 50; tabs++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('The Tab key did not lead there.');
}

/** Keeps server actions waiting, as a slow network does, until `fail` breaks the connection of the one that waits. */
async function holdActions(page: Page): Promise<{ fail: () => Promise<void> }> {
  const waiting: Route[] = [];
  await page.route('**/jobs*', async (route) => {
    if (route.request().method() === 'POST') waiting.push(route);
    else await route.continue();
  });
  return {
    fail: async () => {
      await expect.poll(() => waiting.length).toBe(1);
      await waiting.pop()?.abort();
    },
  };
}
