import { expect, type Locator, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob, getJob, type JobInput, listJobs, type SavedJob } from '@/lib/jobs';
import { createContact, listContacts } from '@/lib/jobs/contacts';
import { createInterview, listInterviews } from '@/lib/jobs/interviews';
import { joinOrganization } from '@/local/test/people';
import { askToAddJob, ownTenant } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser, type TestUser } from './support/users';

/** What a person does on the page of one job, in a real browser. */
const posting: JobInput = { title: 'Cartographer', company: 'Halcyon Maps' };

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
    await patch(page, id, { title: 'Hydrographer', location: 'Bergen' });
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

test('what is read behind a link is seen before it is saved, the description with its markup', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await page.route('**/api/jobs/capture', (route) =>
    route.fulfill({
      json: {
        ...{ title: 'Hydrographer', company: 'Borealis', location: 'Bergen', workMode: 'onsite' },
        ...{
          salaryText: '£45/hr',
          source: 'lever',
          url: 'https://borealis.example/1',
          closesOn: '2030-05-04',
        },
        description: '<h2>You</h2><p onclick="x()">Sound <b>depths</b></p><img src=x onerror=x()>',
      },
    }),
  );
  await page.goto('/jobs');
  await askToAddJob(page);
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  await dialog.getByLabel('Link to the posting').fill('borealis.example/1');
  await dialog.getByRole('button', { name: 'Fill in from the link' }).click();
  await expect(dialog.getByText('Read as £45 an hour')).toBeVisible();
  const box = dialog.getByRole('textbox', { name: 'Description' });
  await expect(box.getByRole('heading', { name: 'You' })).toBeVisible();
  await expect(box.locator('img')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Save job' }).click();
  await expect(page.getByText('Job saved')).toBeVisible();
  const [summary] = (await listJobs(ownTenant(user))).jobs;
  expect(await getJob(ownTenant(user), summary?.id ?? '')).toMatchObject({
    ...{ title: 'Hydrographer', workMode: 'onsite', closesOn: '2030-05-04' },
    salary: { min: 4500, currency: 'GBP', interval: 'hour' },
    description: '<h2>You</h2><p>Sound <b>depths</b></p>',
  });
});

test.describe('notes', () => {
  test('save themselves while one writes, and stay', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    const notes = notesOf(page);
    await notes.fill('Ask about the boat.');
    await expect(page.getByText('Saved', { exact: true }).and(page.getByRole('status'))).toBeVisible();
    expect((await job()).notes).toBe('Ask about the boat.');
    await statusOf(page, 'Saved').click();
    await page.getByRole('menuitemradio', { name: 'Applied' }).click();
    await expect(statusOf(page, 'Applied')).toBeVisible();
    // Also after another field was changed, which is no conflict of the notes.
    await notes.fill('Ask about the harbour.');
    await notes.blur();
    await expect.poll(async () => (await job()).notes).toBe('Ask about the harbour.');
    await page.reload();
    await expect(notes).toHaveValue('Ask about the harbour.');
  });

  test('of two tabs do not overwrite each other', async ({ page, context }) => {
    const { id, job } = await openJob(page, await signedInUser(context), { ...posting, notes: 'Before' });
    await patch(page, id, { notes: 'From the other tab' });
    const notes = notesOf(page);
    await notes.fill('From this tab');
    await notes.blur();
    const told = part(page, 'Notes');
    await expect(told.getByText('These notes were changed elsewhere')).toBeVisible();
    await expect(told).toContainText('From the other tab');
    await expect(notes).toHaveValue('From this tab');
    expect((await job()).notes).toBe('From the other tab');

    await told.getByRole('button', { name: 'Save mine instead' }).click();
    await expect(told.getByText('These notes were changed elsewhere')).toHaveCount(0);
    await expect.poll(async () => (await job()).notes).toBe('From this tab');
    // The answer to what was saved brings the page anew, at whatever moment.
    await expect(told.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();

    await patch(page, id, { notes: 'Once more' });
    await notes.fill('Not this');
    await notes.blur();
    await told.getByRole('button', { name: 'Take theirs' }).click();
    await expect(notes).toHaveValue('Once more');
    expect((await job()).notes).toBe('Once more');
  });

  test('that could not be saved say so, and are saved by another try', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    const isAction = (method: string) => method === 'POST';
    await page.route('**/jobs/*', (route) =>
      isAction(route.request().method()) ? route.abort() : route.continue(),
    );
    await notesOf(page).fill('Ask about the boat.');
    await notesOf(page).blur();
    await expect(page.getByText('Your notes are not saved')).toBeVisible();
    await page.unroute('**/jobs/*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await job()).notes).toBe('Ask about the boat.');
    await expect(page.getByText('Your notes are not saved')).toHaveCount(0);
  });
});

test('a contact is added, corrected, removed and brought back', async ({ page, context }) => {
  const user = await signedInUser(context);
  const { id } = await openJob(page, user, posting);
  const contacts = part(page, 'Contacts');
  await contacts.getByRole('button', { name: 'Add contact' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('nobody');
  await dialog.getByLabel('Link').fill('javascript:alert(1)');
  await dialog.getByRole('button', { name: 'Add contact' }).click();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('Enter a name');
  await expect(dialog.getByLabel('Email')).toHaveAccessibleDescription(/email address/);
  await expect(dialog.getByLabel('Link')).toHaveAccessibleDescription(/https:/);
  await dialog.getByLabel('Name').fill('Ada Berg');
  await dialog.getByLabel('Email').fill('ada@halcyon.example');
  await dialog.getByLabel('Link').fill('halcyon.example/ada');
  await dialog.getByRole('button', { name: 'Add contact' }).click();
  await expect(contacts.getByRole('link', { name: 'ada@halcyon.example' })).toHaveAttribute(
    'href',
    'mailto:ada@halcyon.example',
  );
  await expect(contacts.getByRole('link', { name: 'halcyon.example/ada' })).toBeVisible();

  await contacts.getByRole('button', { name: 'Actions for Ada Berg' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await dialog.getByLabel('Role').fill('Recruiter');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(contacts.getByText('Recruiter')).toBeVisible();

  await contacts.getByRole('button', { name: 'Actions for Ada Berg' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(contacts.getByText('Nobody yet.')).toBeVisible();
  await expect.poll(() => listContacts(ownTenant(user), id)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(contacts.getByText('Recruiter')).toBeVisible();
  await expect
    .poll(() => listContacts(ownTenant(user), id))
    .toMatchObject([{ name: 'Ada Berg', role: 'Recruiter', email: 'ada@halcyon.example' }]);
});

test('an interview is entered by one’s own clock, moved, removed and brought back', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  const { id } = await openJob(page, user, posting);
  const interviews = part(page, 'Interviews');
  await interviews.getByRole('button', { name: 'Add interview' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Your time (America/New York)')).toBeVisible();
  await dialog.getByLabel('Starts').fill('2030-05-04T09:30');
  await dialog.getByLabel('Length').selectOption('45 minutes');
  await dialog.getByLabel('Where').fill('https://meet.example/abc');
  await dialog.getByRole('button', { name: 'Add interview' }).click();
  await expect(interviews).toContainText(/Sat, May 4, 2030, 9:30\sAM – 10:15\sAM/);
  await expect(interviews.getByRole('link', { name: 'meet.example/abc' })).toBeVisible();
  await expect(part(page, 'History').getByRole('listitem').first()).toContainText('To come');
  await expect
    .poll(() => listInterviews(ownTenant(user), id))
    .toMatchObject([{ startsAt: '2030-05-04T13:30:00.000Z', endsAt: '2030-05-04T14:15:00.000Z' }]);

  await interviews.getByRole('button', { name: 'Actions for Video call' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(dialog.getByLabel('Starts')).toHaveValue('2030-05-04T09:30');
  await dialog.getByLabel('Kind').selectOption('On site');
  await dialog.getByLabel('Starts').fill('2030-05-05T14:00');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(interviews).toContainText(/Sun, May 5, 2030, 2:00\sPM – 2:45\sPM/);

  await interviews.getByRole('button', { name: 'Actions for On site' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(interviews.getByText('None yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => listInterviews(ownTenant(user), id))
    .toMatchObject([{ kind: 'onsite', startsAt: '2030-05-05T18:00:00.000Z' }]);
  await expect(interviews).toContainText('On site');
});

test('what an attacker has saved is shown as text and does nothing', async ({ page, context }) => {
  const user = await signedInUser(context);
  const script = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
  const tenant = ownTenant(user);
  const { id } = await createJob(tenant, {
    ...posting,
    title: `T${script}`,
    company: `C${script}`,
    location: `L${script}`,
    salaryText: `P${script}`,
    source: `S${script}`.slice(0, 100),
    notes: `N${script}`,
  });
  const contact = await createContact(tenant, id, { name: `A${script}`, role: script, notes: script });
  const times = { startsAt: '2030-05-04T09:00:00Z', endsAt: '2030-05-04T10:00:00Z' };
  await createInterview(tenant, id, { ...times, location: 'javascript:window.ran=1', notes: script });
  // By a way that no cleaning stood in.
  await asService('test.attack', async (tx) => {
    const where = { organizationId: user.id };
    await tx.savedJob.updateMany({
      where: { ...where, id },
      data: {
        url: 'javascript:window.ran=1',
        description: `<p>Harmless</p>${script}<a href="javascript:window.ran=1">Apply</a><svg onload="window.ran=1"></svg>
          <iframe srcdoc="<script>parent.ran=1</script>"></iframe><p onclick="window.ran=1">Click</p>
          <form action="https://evil.example"><button>Go</button></form><style>body{display:none}</style>`,
      },
    });
    await tx.jobContact.updateMany({
      where: { ...where, id: contact.id },
      data: {
        url: 'javascript:window.ran=1',
        email: 'javascript:window.ran=1',
        phone: 'javascript:window.ran=1',
      },
    });
  });

  const answer = await page.goto(`/jobs/${id}`);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`T${script}`);
  const description = part(page, 'Description');
  await expect(description.getByText('Harmless')).toBeVisible();
  await expect(notesOf(page)).toHaveValue(`N${script}`);
  for (const element of ['script', 'img', 'svg', 'iframe', 'style', 'form', 'a', '[onclick]'])
    await expect(description.locator(element)).toHaveCount(0);
  await description.getByText('Click').click();
  const links = await page
    .getByRole('main')
    .locator('a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  for (const href of links) expect(href).toMatch(/^(\/|mailto:|tel:)/);
  await expect(page.getByRole('link', { name: 'Open posting' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const box = page.getByRole('dialog').getByRole('textbox', { name: 'Description' });
  await expect(box).toContainText('Harmless');
  await paste(box, script);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

async function openJob(page: Page, user: TestUser, input: JobInput) {
  const { id } = await createJob(ownTenant(user), input);
  await page.goto(`/jobs/${id}`);
  return { id, job: () => getJob(ownTenant(user), id) };
}

/** As another tab of the same person does. */
async function patch(page: Page, id: string, fields: Partial<SavedJob>): Promise<void> {
  const answer = await page.request.patch(`/api/jobs/${id}`, {
    data: fields,
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(answer.status()).toBe(200);
}

async function paste(box: Locator, html: string): Promise<void> {
  await box.focus();
  await box.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', given);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

async function moreActions(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Cartographer at Halcyon Maps' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function notesOf(page: Page): Locator {
  return part(page, 'Notes').getByRole('textbox', { name: 'Notes' });
}

function statusOf(page: Page, status: string): Locator {
  return page.getByRole('button', {
    name: `Status of Cartographer at Halcyon Maps: ${status}`,
    exact: true,
  });
}
