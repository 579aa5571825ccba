import { expect } from '@playwright/test';
import { listContacts } from '@/lib/jobs/contacts';
import { listInterviews } from '@/lib/jobs/interviews';
import { openJob, part, posting } from './support/job-page';
import { ownTenant } from './support/jobs';
import { test } from './support/test';
import { signedInUser } from './support/users';

// Far from Greenwich, so that a time that was taken for UTC shows.
test.use({ timezoneId: 'America/New_York' });

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
