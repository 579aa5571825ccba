import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob, type JobInput, updateJob } from '@/lib/jobs';
import { createContact } from '@/lib/jobs/contacts';
import { joinOrganization } from '@/local/test/people';
import { askToAddJob, jobsOf, ownTenant } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

const posting: JobInput = {
  title: 'Senior Data Engineer',
  company: 'Northbound GmbH',
  location: 'Berlin, Germany',
  salaryText: '€90,000 – €110,000 a year',
  notes: 'Nora knows the team.',
};
const again: JobInput = {
  title: 'Senior Data Engineer (m/f/d)',
  company: 'Northbound',
  location: 'Berlin',
  url: 'https://northbound.example/jobs/7',
  status: 'applied',
  notes: 'Recruiter wrote on Monday.',
};

const pair = (page: Page) => page.getByRole('group', { name: /^Possible duplicate: Senior Data Engineer/ });

test('what is saved twice is told, compared and made one', async ({ page, context }) => {
  const user = await signedInUser(context);
  const tenant = ownTenant(user);
  const first = await createJob(tenant, posting);
  const second = await createJob(tenant, again);
  await createContact(tenant, second.id, { name: 'Ada Berg' });

  await page.goto(`/jobs/${first.id}`);
  await expect(page.getByText('This may be saved twice')).toBeVisible();
  await shoot(page, 'duplicate-notice');
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page).toHaveURL(`/jobs/duplicates?job=${first.id}`);
  await expect(page.getByRole('heading', { name: '1 pair' })).toBeVisible();
  await shoot(page, 'duplicates');

  // The one that is further along is suggested; the rest is kept as it was first.
  const choice = (name: string, value: string) =>
    pair(page).getByRole('group', { name }).getByRole('radio', { name: value, exact: true });
  await expect(choice('Status', 'Applied')).toBeChecked();
  await expect(choice('Company', 'Northbound GmbH')).toBeChecked();
  await choice('Company', 'Northbound').check();
  await expect(pair(page)).toContainText('Link from the second:');

  await pair(page).getByRole('button', { name: 'Merge' }).click();
  const question = page.getByRole('alertdialog', { name: 'Merge these two jobs?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await question.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('Merged into one job')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing looks like this job any more' })).toBeVisible();

  expect(await jobsOf(page.request)).toMatchObject([
    {
      id: first.id,
      title: 'Senior Data Engineer',
      company: 'Northbound',
      status: 'applied',
      url: again.url,
      salaryText: posting.salaryText,
      notes: 'Nora knows the team.\n\nRecruiter wrote on Monday.',
    },
  ]);
  await page.goto(`/jobs/${first.id}`);
  await expect(page.getByText('Ada Berg')).toBeVisible();
  await expect(page.getByText('This may be saved twice')).toBeHidden();
  expect((await page.request.get(`/api/jobs/${second.id}`)).status()).toBe(404);
});

test('two that are not the same are not offered again, and the keyboard goes on at the rest', async ({
  page,
  context,
}) => {
  const tenant = ownTenant(await signedInUser(context));
  for (const job of [posting, again]) await createJob(tenant, job);
  for (const location of ['Oslo', 'Oslo, Norway'])
    await createJob(tenant, { title: 'Baker', company: 'Halcyon', location });
  await page.goto('/jobs/duplicates');
  await expect(page.getByRole('heading', { name: '2 pairs, the most alike on top' })).toBeVisible();
  await pair(page).getByRole('button', { name: 'Not the same' }).focus();
  await page.keyboard.press('Enter');
  await expect(pair(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: '1 pair' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('group', { name: 'Possible duplicate: Baker at Halcyon' })).toBeVisible();
  await expect(pair(page)).toBeHidden();
});

test('a merge that comes too late says so and loses nothing', async ({ page, context }) => {
  const tenant = ownTenant(await signedInUser(context));
  const [first] = [await createJob(tenant, posting), await createJob(tenant, again)];
  await page.goto('/jobs/duplicates');
  await pair(page).getByRole('button', { name: 'Merge' }).click();
  const gone = await page.request.delete(`/api/jobs/${first.id}`, {
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(gone.status()).toBe(204);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('The jobs were not merged')).toBeVisible();
  expect(await jobsOf(page.request)).toMatchObject([{ title: again.title }]);
});

test('who adds a job is told before saving that it is there already', async ({ page, context }) => {
  const tenant = ownTenant(await signedInUser(context));
  const { id } = await createJob(tenant, { ...again, status: 'saved' });
  await updateJob(tenant, id, { status: 'interviewing' });
  await page.goto('/jobs');
  await askToAddJob(page);
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  const told = dialog.getByText('You saved Senior Data Engineer (m/f/d) at Northbound on');

  await dialog
    .getByLabel('Link to the posting')
    .fill('http://www.northbound.example/jobs/7/?utm_source=mail');
  await expect(told).toBeVisible();
  await expect(told).toContainText('It is in Interviewing');
  await shoot(page, 'saved-already');
  await dialog.getByLabel('Link to the posting').fill('https://northbound.example/jobs/8');
  await expect(told).toBeHidden();

  await dialog.getByLabel('Job title').fill('Sr. Data Engineer');
  await dialog.getByLabel('Company').fill('Northbound GmbH');
  await expect(told).toBeVisible();
  await dialog.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(`/jobs/${id}`);
});

test('a viewer sees what is there twice and cannot change it', async ({ page, context }) => {
  const owner = await createUser();
  for (const job of [posting, again]) await createJob(ownTenant(owner), job);
  const viewer = await signedInUser(context);
  await joinOrganization({ ...viewer, ...ownTenant(viewer) }, owner.id, 'viewer');
  await asService('test.switch', (tx) =>
    tx.user.update({ where: { id: viewer.id }, data: { activeOrganizationId: owner.id } }),
  );
  await page.goto('/jobs/duplicates');
  await expect(pair(page)).toBeVisible();
  await expect(pair(page).getByRole('button', { name: 'Merge' })).toBeHidden();
  await expect(pair(page).getByRole('radio').first()).toBeDisabled();
});
