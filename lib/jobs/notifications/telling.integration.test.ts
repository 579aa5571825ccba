import { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { letDaysPass } from '@/local/test/let-days-pass';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, updateJob } from '..';
import { createReminder, saveTimeZone, updateReminder } from '../reminders';
import { tellDueReminders } from '../reminders/tell-due-reminders';
import { listNotifications, markRead, notificationSettingsOf, saveNotificationSettings } from '.';
import { noteInterviews } from './note-interviews';
import { sendNotifications } from './send-notifications';
import { mailsTo, notedFor, settleAll } from './test-support';

let person: TestPerson;
let jobId: string;

beforeEach(async () => {
  await settleAll();
  person = await makePerson();
  await givePlan(person.organizationId, 'basic');
  ({ id: jobId } = await createJob(person, { title: 'Cartographer <b>', company: 'Halcyon Maps' }));
});
afterAll(disconnect);

const kindsOf = async (of = person) => (await notedFor(of)).map(({ kind }) => kind);
const subjectsTo = async (of = person) => (await mailsTo(of.email)).map(({ subject }) => subject);
const remindOfSilence = (days = 7, of = person) => createReminder(of, { kind: 'silence', jobId, days });

describe('a reminder that is due', () => {
  it('is told once in the app and once by mail, however many workers there are', async () => {
    await createReminder(person, { kind: 'at', jobId, at: inHours(20), note: 'Call Sam & ask' });
    await tellDueReminders();
    expect(await kindsOf()).toEqual([]);
    await letDaysPass(person, 1);
    await Promise.all(Array.from({ length: 6 }, tellDueReminders));
    await Promise.all(Array.from({ length: 6 }, sendNotifications));
    await tellDueReminders();
    await sendNotifications();
    const { notifications, unread } = await listNotifications(person);
    expect(notifications).toMatchObject([
      {
        kind: 'reminder',
        title: 'Cartographer <b> at Halcyon Maps',
        text: 'Call Sam & ask',
        path: `/jobs/${jobId}`,
        readAt: null,
      },
    ]);
    expect(unread).toBe(1);
    const mails = await mailsTo(person.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['Reminder: Cartographer <b> at Halcyon Maps']);
    expect(mails[0]?.html).toContain('Cartographer &lt;b&gt;');
    expect(mails[0]?.html).toContain('Call Sam &amp; ask');
  });

  it('that somebody holds who dies is told by the next one', async () => {
    const { id } = await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await letDaysPass(person, 1);
    const dying = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
    await dying.connect();
    await dying.query('begin');
    await dying.query('update app.reminders set told_for = remind_at where id = $1', [id]);
    await tellDueReminders();
    expect(await kindsOf()).toEqual([]);
    await dying.end();
    await expect
      .poll(async () => {
        await tellDueReminders();
        return kindsOf();
      })
      .toEqual(['reminder']);
  });

  it('is mailed once also when who sent it died before it was noted', async () => {
    await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await letDaysPass(person, 1);
    await tellDueReminders();
    await sendNotifications();
    await makeDueAgain();
    await sendNotifications();
    expect(await subjectsTo()).toHaveLength(1);
  });

  it('waits a minute after the mail failed, and is mailed then', async () => {
    await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await letDaysPass(person, 1);
    await tellDueReminders();
    // Only mails: what else speaks to somebody in this moment is not meant.
    const { fetch } = globalThis;
    const refused = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async (input, init) =>
        isMail(input) ? Response.json({ name: 'validation_error' }, { status: 422 }) : fetch(input, init),
      );
    await sendNotifications();
    refused.mockRestore();
    expect(await notedFor(person)).toMatchObject([{ sentAt: null, error: expect.stringContaining('422') }]);
    await sendNotifications();
    expect(await subjectsTo()).toEqual([]);
    await makeDueAgain();
    await sendNotifications();
    expect(await subjectsTo()).toHaveLength(1);
  });

  it('is not mailed any more once it is done, snoozed or of a deleted job', async () => {
    const { id } = await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    const other = await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await letDaysPass(person, 1);
    await tellDueReminders();
    await updateReminder(person, id, { done: true });
    await updateReminder(person, other.id, { snoozedUntil: inHours(5) });
    await sendNotifications();
    expect(await subjectsTo()).toEqual([]);
    expect((await notedFor(person)).map(({ withheld }) => withheld)).toEqual(['outdated', 'outdated']);
    // And told again when the snooze is over, once.
    await letDaysPass(person, 1);
    await Promise.all([1, 2, 3].map(tellDueReminders));
    await sendNotifications();
    expect(await subjectsTo()).toHaveLength(1);
  });
});

describe('a reminder of silence', () => {
  it('is told after silence, not again while it lasts, and again after news and another silence', async () => {
    await remindOfSilence(7);
    await letDaysPass(person, 6);
    await tellDueReminders();
    await updateJob(person, jobId, { status: 'applied' });
    await letDaysPass(person, 6);
    await tellDueReminders();
    expect(await kindsOf()).toEqual([]);
    await letDaysPass(person, 2);
    await tellDueReminders();
    expect(await kindsOf()).toEqual(['reminder']);
    await letDaysPass(person, 30);
    await tellDueReminders();
    expect(await kindsOf()).toEqual(['reminder']);
    await updateJob(person, jobId, { notes: 'Sam called' });
    await letDaysPass(person, 8);
    await tellDueReminders();
    await tellDueReminders();
    expect(await kindsOf()).toEqual(['reminder', 'reminder']);
    const [latest] = (await listNotifications(person)).notifications;
    expect(latest?.text).toBe('Nothing has happened for 7 days.');
  });

  it('says nothing of a job that is rejected, and goes on when that is taken back', async () => {
    await remindOfSilence(3);
    await updateJob(person, jobId, { status: 'rejected' });
    await letDaysPass(person, 10);
    await tellDueReminders();
    expect(await kindsOf()).toEqual([]);
    await updateJob(person, jobId, { status: 'applied' });
    await letDaysPass(person, 4);
    await tellDueReminders();
    expect(await kindsOf()).toEqual(['reminder']);
  });
});

describe('reminders are held back', () => {
  it('while the plan has none, which is told once; with the plan they go on, and nothing is lost', async () => {
    await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await remindOfSilence(1);
    await givePlan(person.organizationId, 'free');
    await letDaysPass(person, 2);
    await Promise.all([1, 2, 3].map(tellDueReminders));
    await letDaysPass(person, 1);
    await tellDueReminders();
    await sendNotifications();
    expect(await kindsOf()).toEqual(['reminders_paused']);
    expect(await subjectsTo()).toEqual(['Your reminders are paused']);
    await givePlan(person.organizationId, 'basic');
    await letDaysPass(person, 1);
    await tellDueReminders();
    expect(await kindsOf()).toEqual(['reminders_paused', 'reminder', 'reminder']);
  });

  it.each([
    ['suspended', { status: 'suspended' as const }],
    ['about to be deleted', { deletionDueAt: new Date(Date.now() + 86_400_000) }],
  ])('while the person is %s', async (_, data) => {
    await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await asService('test.status', (tx) => tx.user.update({ where: { id: person.userId }, data }));
    await letDaysPass(person, 1);
    await tellDueReminders();
    expect(await kindsOf()).toEqual([]);
    await asService('test.status', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { status: 'active', deletionDueAt: null } }),
    );
    await letDaysPass(person, 1);
    await tellDueReminders();
    expect(await kindsOf()).toEqual(['reminder']);
  });

  it('for good when the person has left, whose notices go with them', async () => {
    const colleague = await joinOrganization(await makePerson(), person.organizationId, 'member');
    await remindOfSilence(1, colleague);
    await letDaysPass(person, 2);
    await tellDueReminders();
    expect(await kindsOf(colleague)).toEqual(['reminder']);
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({
        where: { organizationId: person.organizationId, userId: colleague.userId },
      }),
    );
    await sendNotifications();
    expect(await subjectsTo(colleague)).toEqual([]);
    expect(await kindsOf(colleague)).toEqual([]);
  });
});

describe('an interview', () => {
  it('is told a day and an hour before, once each, in the person’s zone', async () => {
    await saveTimeZone(person, 'Asia/Tokyo');
    await addInterview(47);
    await noteInterviews();
    expect(await kindsOf()).toEqual([]);
    await letDaysPass(person, 1);
    await Promise.all(Array.from({ length: 5 }, noteInterviews));
    expect(await befores()).toEqual(['day']);
    await sendNotifications();
    await passHours(22.5);
    await Promise.all(Array.from({ length: 5 }, noteInterviews));
    expect(await befores()).toEqual(['day', 'hour']);
    await sendNotifications();
    expect((await mailsTo(person.email)).at(0)?.html).toMatch(/GMT\+9/);
    expect((await subjectsTo()).sort()).toEqual([
      'Coming up: video interview, Cartographer <b> at Halcyon Maps',
      'Soon: video interview, Cartographer <b> at Halcyon Maps',
    ]);
  });

  it('that was moved is told for its new time; the former is not mailed', async () => {
    const { id } = await addInterview(47);
    await letDaysPass(person, 1);
    await noteInterviews();
    await asService('test.move', (tx) =>
      tx.jobInterview.update({
        where: { organizationId_id: { organizationId: person.organizationId, id } },
        data: {
          startsAt: new Date(Date.now() + 60 * 3_600_000),
          endsAt: new Date(Date.now() + 61 * 3_600_000),
        },
      }),
    );
    await sendNotifications();
    expect(await subjectsTo()).toEqual([]);
    await letDaysPass(person, 2);
    await noteInterviews();
    await sendNotifications();
    expect(await befores()).toEqual(['day', 'day']);
    expect(await subjectsTo()).toHaveLength(1);
  });

  it('is not told to who has just entered it, nor of a rejected job, nor without the plan', async () => {
    await addInterview(20);
    await noteInterviews();
    expect(await kindsOf()).toEqual([]);
    await addInterview(47);
    await letDaysPass(person, 1);
    await givePlan(person.organizationId, 'free');
    await noteInterviews();
    await givePlan(person.organizationId, 'basic');
    await updateJob(person, jobId, { status: 'rejected' });
    await noteInterviews();
    expect(await kindsOf()).toEqual([]);
  });
});

describe('how a person is told', () => {
  it('is as they want it: by mail, in the app, or neither', async () => {
    const all = await notificationSettingsOf(person);
    expect(new Set(Object.values(all))).toEqual(new Set([true]));
    await saveNotificationSettings(person, { ...all, reminderMail: false, interviewInApp: false });
    await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await addInterview(47);
    await letDaysPass(person, 1.01);
    await tellDueReminders();
    await noteInterviews();
    await sendNotifications();
    expect((await listNotifications(person)).notifications.map(({ kind }) => kind)).toEqual(['reminder']);
    expect(await subjectsTo()).toEqual(['Coming up: video interview, Cartographer <b> at Halcyon Maps']);
    await saveNotificationSettings(person, { ...all, reminderMail: false, reminderInApp: false });
    await createReminder(person, { kind: 'at', jobId, at: inHours(20) });
    await letDaysPass(person, 1);
    await tellDueReminders();
    expect((await kindsOf()).filter((kind) => kind === 'reminder')).toHaveLength(1);
  });

  it('one that was switched off before it was sent is not sent', async () => {
    await remindOfSilence(1);
    await letDaysPass(person, 2);
    await tellDueReminders();
    await saveNotificationSettings(person, {
      ...(await notificationSettingsOf(person)),
      reminderMail: false,
    });
    await sendNotifications();
    expect(await notedFor(person)).toMatchObject([{ withheld: 'switched_off', inApp: true }]);
  });
});

describe('the list of what was told', () => {
  it('is read one by one, or up to what was seen, by the person alone', async () => {
    for (const hours of [1, 2, 3]) await createReminder(person, { kind: 'at', jobId, at: inHours(hours) });
    await letDaysPass(person, 1);
    await tellDueReminders();
    const { notifications } = await listNotifications(person);
    const [newest, middle, oldest] = notifications.map(({ id }) => id);
    if (!newest || !middle || !oldest) throw new Error('Three were told.');
    const stranger = await makePerson();
    expect(await markRead(stranger, { ids: [newest] })).toEqual({ unread: 0 });
    expect(await markRead(person, { upTo: middle })).toEqual({ unread: 1 });
    expect(await markRead(person, { upTo: middle })).toEqual({ unread: 1 });
    expect((await listNotifications(person, { unread: true })).notifications).toMatchObject([{ id: newest }]);
    expect(await markRead(person, { ids: [newest] })).toEqual({ unread: 0 });
    const page = await listNotifications(person, { limit: 2 });
    const rest = await listNotifications(person, { limit: 2, cursor: page.nextCursor ?? '' });
    expect([...page.notifications, ...rest.notifications].map(({ id }) => id)).toEqual([
      newest,
      middle,
      oldest,
    ]);
    expect(rest.nextCursor).toBeNull();
  });
});

it('whoever is mailed can end it by their mail program', async () => {
  await remindOfSilence(1);
  await letDaysPass(person, 2);
  await tellDueReminders();
  const sent = vi.spyOn(globalThis, 'fetch');
  await sendNotifications();
  const mails = sent.mock.calls.filter(([input]) => isMail(input));
  const bodies = mails.map(([, init]) => JSON.parse(String(init?.body)));
  sent.mockRestore();
  const { headers } = bodies.find(({ to }) => to[0] === person.email);
  expect(headers).toEqual({
    'List-Unsubscribe': expect.stringMatching(
      new RegExp(`^<${env().APP_URL}/api/notifications/unsubscribe\\?token=[\\w.-]+>$`),
    ),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

function isMail(input: string | URL | Request): boolean {
  return String(input).endsWith('/emails');
}

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function addInterview(hours: number) {
  const startsAt = new Date(Date.now() + hours * 3_600_000);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  return asService('test.interview', (tx) =>
    tx.jobInterview.create({ data: { organizationId: person.organizationId, jobId, startsAt, endsAt } }),
  );
}

async function befores(): Promise<unknown[]> {
  return (await notedFor(person)).map(({ facts }) => (facts as { before?: string }).before);
}

function passHours(hours: number): Promise<void> {
  return letDaysPass(person, hours / 24);
}

function makeDueAgain(): Promise<unknown> {
  return asService('test.due', (tx) =>
    tx.notification.updateMany({
      where: { userId: person.userId },
      data: { sentAt: null, nextAttemptAt: new Date(0) },
    }),
  );
}
