import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob } from '@/lib/jobs';
import { createContact } from '@/lib/jobs/contacts';
import { joinOrganization } from '@/local/test/people';
import { changeElsewhere, openJob, part, paste, posting, statusOf } from './support/job-page';
import { openJobs, ownTenant, signedInWithJobs } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

/** What a person does on the page of one job, in a real browser. */
// Far from Greenwich, so that a time that was taken for UTC shows.
test.use({ timezoneId: 'America/New_York' });

test.describe('a job', () => {
  test('is shown with all that is known of it, and moves along', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), {
      ...posting,
      location: 'Oslo',
      workMode: 'hybrid',
      salaryText: '€55.000 - 65.000 pro Jahr',
      source: 'linkedin',
      url: 'https://halcyon.example/jobs/1',
      closesOn: '2030-05-04',
      description: '<h2>You</h2><ul><li>Draw coasts</li></ul>',
    });
    await expect(page).toHaveTitle(/Cartographer at Halcyon Maps/);
    await expect(page.getByRole('heading', { level: 1, name: 'Cartographer' })).toBeVisible();
    for (const words of ['Oslo', 'Hybrid', '€55,000 – €65,000 a year', 'Apply by May 4, 2030', 'LinkedIn'])
      await expect(page.getByText(words, { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Open posting' })).toHaveAttribute(
      'href',
      'https://halcyon.example/jobs/1',
    );
    await expect(part(page, 'Description').getByRole('listitem')).toHaveText('Draw coasts');
    await expect(part(page, 'History').getByRole('listitem')).toHaveCount(1);

    await statusOf(page, 'Saved').click();
    await page.getByRole('menuitemradio', { name: 'Applied' }).click();
    await expect(statusOf(page, 'Applied')).toBeVisible();
    const newest = part(page, 'History').getByRole('listitem').first();
    await expect(newest).toContainText(/Saved\s*Applied/);
    await expect(newest).toContainText('Nora Berg');

    await moreActions(page, 'Archive');
    await expect(statusOf(page, 'Archived')).toBeVisible();
    await moreActions(page, 'Restore to Applied');
    await expect(statusOf(page, 'Applied')).toBeVisible();
    await expect.poll(async () => (await job()).status).toBe('applied');
    await shoot(page, 'job-page');
  });

  test('leads back to the jobs that were looked at before it', async ({ page, context }) => {
    await signedInWithJobs(context, [posting, { title: 'Sailor', company: 'Borealis' }]);
    await openJobs(page, '/jobs?view=table&q=cartographer');
    await page.getByRole('link', { name: 'Cartographer' }).click();
    await page.getByRole('link', { name: 'All jobs' }).click();
    await expect(page).toHaveURL(/\/jobs\?view=table&q=cartographer$/);
    await expect(page.getByRole('link', { name: 'Cartographer' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sailor' })).toHaveCount(0);
  });

  test('comes back to what it was, with a message, when the server is not reached', async ({
    page,
    context,
  }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    await page.route('**/jobs/*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await statusOf(page, 'Saved').click();
    await page.getByRole('menuitemradio', { name: 'Offer' }).click();
    await expect(page.getByText('The status was not changed')).toBeVisible();
    await expect(statusOf(page, 'Saved')).toBeVisible();
    expect((await job()).status).toBe('saved');
  });

  test('is deleted after a question', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    await moreActions(page, 'Delete');
    const question = page.getByRole('alertdialog', { name: 'Delete this job?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Cartographer' })).toBeVisible();
    await moreActions(page, 'Delete');
    await question.getByRole('button', { name: 'Delete' }).click();
    // It is told for a few seconds only, whichever page is there by then.
    await expect(page.getByText('Job deleted')).toBeVisible();
    await expect(page).toHaveURL(/\/jobs(\?|$)/);
    await expect(job()).rejects.toMatchObject({ status: 404 });
  });

  test('is edited in all its fields, the description by pasting', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit job' });
    await dialog.getByText('More details').click();
    await dialog.getByLabel('Pay').fill('£45/hr');
    await expect(dialog.getByText('Read as £45 an hour')).toBeVisible();
    await dialog.getByLabel('Work mode').selectOption('Remote');
    await dialog.getByLabel('Apply by').fill('2030-05-04');
    await dialog.getByLabel('Found on').fill('A fair');
    const box = dialog.getByRole('textbox', { name: 'Description' });
    await paste(box, '<div><h1>You</h1><p onclick="x()">Draw <b>coasts</b></p><script>x()</script></div>');
    await expect(box.getByRole('heading', { name: 'You' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Apply by May 4, 2030')).toBeVisible();
    expect(await job()).toMatchObject({
      salaryText: '£45/hr',
      salary: { min: 4500, max: 4500, currency: 'GBP', interval: 'hour' },
      workMode: 'remote',
      closesOn: '2030-05-04',
      source: 'A fair',
      description: '<h2>You</h2><p>Draw <b>coasts</b></p>',
    });
  });

  test('that somebody else has changed meanwhile is not overwritten unasked', async ({ page, context }) => {
    const { id, job } = await openJob(page, await signedInUser(context), posting);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit job' });
    await dialog.getByLabel('Job title').fill('Chief cartographer');
    await changeElsewhere(page, id, { title: 'Hydrographer', location: 'Bergen' });
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await expect(dialog.getByRole('alert')).toContainText('was changed meanwhile');
    expect((await job()).title).toBe('Hydrographer');
    await dialog.getByRole('button', { name: 'Save mine anyway' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: 'Chief cartographer' })).toBeVisible();
    // Only what was typed here.
    expect(await job()).toMatchObject({ title: 'Chief cartographer', location: 'Bergen' });
  });

  test('of somebody else is not there', async ({ page, context }) => {
    const stranger = await createUser();
    const { id } = await createJob(ownTenant(stranger), { ...posting, title: 'Only theirs' });
    await signedInUser(context);
    for (const path of [`/jobs/${id}`, `/jobs/${crypto.randomUUID()}`, '/jobs/not-an-id']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'There is no page here', level: 1 })).toBeVisible();
      await expect(page.getByText('Only theirs')).toHaveCount(0);
    }
  });

  test('is only to look at for a viewer', async ({ page, context }) => {
    const owner = await createUser();
    const { id } = await createJob(ownTenant(owner), { ...posting, notes: 'Ours.' });
    await createContact(ownTenant(owner), id, { name: 'Ada Berg' });
    const viewer = await signedInUser(context);
    await joinOrganization({ ...viewer, ...ownTenant(viewer) }, owner.id, 'viewer');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: viewer.id }, data: { activeOrganizationId: owner.id } }),
    );
    await page.goto(`/jobs/${id}`);
    await expect(part(page, 'Notes')).toContainText('Ours.');
    await expect(part(page, 'Contacts')).toContainText('Ada Berg');
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('button', { name: /Edit|Add|Actions|Status/ })).toHaveCount(
      0,
    );
  });
});

async function moreActions(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Cartographer at Halcyon Maps' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
