import { expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob } from '@/lib/jobs';
import { sendNotifications } from '@/lib/jobs/notifications/send-notifications';
import { createReminder } from '@/lib/jobs/reminders';
import { tellDueReminders } from '@/lib/jobs/reminders/tell-due-reminders';
import { letDaysPass } from '@/local/test/let-days-pass';
import { givePlan } from '@/local/test/people';
import { expectAccessible } from './support/auth-pages';
import { ownTenant } from './support/jobs';
import { mailsTo, mailTo } from './support/mail';
import { test } from './support/test';
import { signedInUser } from './support/users';

const posting = { title: 'Cartographer', company: 'Halcyon Maps' };

test.use({ timezoneId: 'America/New_York' });

test('a reminder is set on the job’s page, put off, done, opened again and removed', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'basic' });
  const job = await createJob(ownTenant(user), posting);
  await page.goto(`/jobs/${job.id}`);
  const section = page.getByRole('region', { name: 'Reminders', exact: true });
  await section.getByRole('button', { name: 'Add reminder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New reminder' });
  await dialog.getByLabel('Day').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(dialog.getByText('This is over already.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Tomorrow morning' }).click();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Call Sam');
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByRole('listitem')).toContainText('Call Sam');

  // It is nine in the morning of the person's own zone, which is kept for mails.
  const saved = await asService('test.reminder', (tx) =>
    tx.reminder.findFirstOrThrow({ where: { userId: user.id } }),
  );
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'America/New_York',
  });
  expect(clock.format(saved.remindAt ?? 0)).toBe('09:00');
  await expect.poll(() => timeZoneOf(user.id)).toBe('America/New_York');

  await page.goto('/reminders');
  const item = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Call Sam' });
  await expect(item).toContainText('Tomorrow, 9:00 AM');
  await item.getByRole('button', { name: /^Actions for the reminder/ }).click();
  await page.getByRole('menuitem', { name: 'Choose a day' }).click();
  const snooze = page.getByRole('dialog', { name: 'Snooze until' });
  await snooze.getByLabel('Day').fill(dayIn(40));
  await snooze.getByRole('button', { name: 'Snooze' }).click();
  await expect(page.getByRole('heading', { name: 'Later' })).toBeVisible();
  await expect(item).toContainText('Snoozed');

  await item.getByRole('button', { name: 'Mark as done: Call Sam' }).click();
  await expect(page.getByRole('heading', { name: 'No reminders' })).toBeVisible();
  await page.getByRole('link', { name: 'Done', exact: true }).click();
  await expect(item).toContainText('Done');
  await item.getByRole('button', { name: /^Actions for the reminder/ }).click();
  await page.getByRole('menuitem', { name: 'Open again' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing done yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  await item.getByRole('button', { name: /^Actions for the reminder/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'No reminders' })).toBeVisible();
});

test('a reminder is begun where reminders are, for a job that is found by typing', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'basic' });
  await createJob(ownTenant(user), { title: 'Surveyor', company: 'Tidewater Energy' });
  const job = await createJob(ownTenant(user), posting);
  await page.goto('/reminders');
  await page.getByRole('button', { name: 'New reminder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New reminder' });
  const field = dialog.getByRole('combobox', { name: 'Job' });
  const offered = dialog.getByRole('listbox', { name: 'Jobs' }).getByRole('option');
  await expect(field).toBeFocused();
  await expect(offered).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(field).toHaveAccessibleDescription('Choose a job.');
  await expectAccessible(page);

  await field.fill('halcion');
  await expect(offered).toHaveText([/Cartographer.*Halcyon Maps/]);
  await field.press('Enter');
  // The focus is on what takes the choice back, and in the field again when it was.
  const again = dialog.getByRole('group', { name: 'Job' }).getByRole('button', { name: 'Change' });
  await expect(again).toBeFocused();
  await again.press('Enter');
  await expect(field).toBeFocused();
  await offered.filter({ hasText: 'Cartographer' }).click();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Ask about the atlas');
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(dialog).toBeHidden();
  const item = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Ask about the atlas' });
  await expect(item.getByRole('link', { name: 'Cartographer at Halcyon Maps' })).toHaveAttribute(
    'href',
    `/jobs/${job.id}`,
  );
});

test('what nothing was heard of is told by the bell and by a mail, whose link ends such mails', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'basic' });
  const tenant = ownTenant(user);
  const job = await createJob(tenant, posting);
  await page.goto(`/jobs/${job.id}`);
  const section = page.getByRole('region', { name: 'Reminders', exact: true });
  await section.getByRole('button', { name: 'Add reminder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New reminder' });
  await dialog.getByRole('radio', { name: 'If nothing happens' }).click();
  await dialog.getByRole('combobox', { name: 'After' }).selectOption('3 days without news');
  await dialog.getByRole('button', { name: 'Set reminder' }).click();
  await expect(section.getByRole('listitem')).toContainText('After 3 days without news');

  await letDaysPass(tenant, 4);
  await tellTo(user.id);
  await sendNotifications();
  const mail = await mailTo(user.email, 'Reminder: Cartographer at Halcyon Maps');
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await panel.getByRole('link', { name: /Nothing has happened for 3 days/ }).click();
  await expect(page).toHaveURL(`/jobs/${job.id}`);
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();

  // Whoever has the mail needs no session; nothing is done until the button is pressed.
  const link = mail.html.match(/href="([^"]*\/unsubscribe\?token=[^"]*)"/)?.[1] ?? '';
  await context.clearCookies();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Unsubscribe?' })).toBeVisible();
  expect(await reminderMailOf(user.id)).toBe(true);
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(page.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
  expect(await reminderMailOf(user.id)).toBe(false);
  expect(await mailsTo(user.email)).toHaveLength(1);
});

test('without the plan there is an offer in its place, and what is there is paused', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'basic' });
  const job = await createJob(ownTenant(user), posting);
  await createReminder(ownTenant(user), { kind: 'silence', jobId: job.id, days: 7, note: 'Call Sam' });
  await givePlan(user.id, 'free');
  await page.goto('/reminders');
  await expect(page.getByRole('heading', { name: 'Reminders are part of Basic' })).toBeVisible();
  await expect(page.getByText('Those you have are kept and paused.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Call Sam' })).toBeVisible();
  await page.goto(`/jobs/${job.id}`);
  const section = page.getByRole('region', { name: 'Reminders', exact: true });
  await expect(section.getByRole('link', { name: 'See plans' })).toHaveAttribute(
    'href',
    '/pricing?feature=reminders',
  );
  await expect(section.getByRole('button', { name: 'Add reminder' })).toHaveCount(0);
  await section.getByRole('link', { name: 'See plans' }).click();
  const basic = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Basic' }) });
  await expect(basic).toContainText('Reminders and a weekly summary');
});

test('a calendar link is made, read by a program, renewed and removed, and settings are kept', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context, { plan: 'basic' });
  const job = await createJob(ownTenant(user), { ...posting, closesOn: dayIn(20) });
  await page.goto('/account/notifications');
  const weekly = page.getByRole('group', { name: 'Weekly summary' }).getByRole('checkbox');
  await expect(weekly).toBeChecked();
  await weekly.uncheck();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(weekly).not.toBeChecked();

  await page.getByRole('button', { name: 'Make a link' }).click();
  const first = await toldAddress(page);
  const read = await fetch(first);
  expect(read.status).toBe(200);
  expect((await read.text()).replaceAll('\r\n ', '')).toContain(`UID:deadline-${job.id}@`);
  const again = await fetch(first, { headers: { 'if-none-match': read.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);

  await page.getByRole('button', { name: 'New link' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new link' }).click();
  const second = await toldAddress(page);
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200]);
  await page.getByRole('button', { name: 'Remove link' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove link' }).click();
  await expect(page.getByRole('button', { name: 'Make a link' })).toBeVisible();
  expect((await fetch(second)).status).toBe(404);
});

async function toldAddress(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Copy your calendar link' });
  const address = (await dialog.locator('code').textContent()) ?? '';
  expect(address).toMatch(/\/api\/calendar\/[\w-]{43}\.ics$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  return address;
}

/** Has what is due be noted, by us or by a worker that is at it. */
async function tellTo(userId: string): Promise<void> {
  await expect
    .poll(async () => {
      await tellDueReminders();
      return asService('test.told', (tx) => tx.notification.count({ where: { userId } }));
    })
    .toBe(1);
}

async function timeZoneOf(id: string): Promise<string | null> {
  const user = await asService('test.zone', (tx) => tx.user.findUniqueOrThrow({ where: { id } }));
  return user.timeZone;
}

async function reminderMailOf(userId: string): Promise<boolean> {
  const settings = await asService('test.settings', (tx) =>
    tx.notificationSettings.findFirstOrThrow({ where: { userId } }),
  );
  return settings.reminderMail;
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
