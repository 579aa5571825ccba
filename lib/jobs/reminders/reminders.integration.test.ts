import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { letDaysPass } from '@/local/test/let-days-pass';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, deleteJob, updateJob } from '..';
import {
  createReminder,
  deleteReminder,
  getReminder,
  listReminders,
  type ReminderInput,
  savedTimeZoneOf,
  saveTimeZone,
  updateReminder,
} from '.';
import { OPEN_REMINDERS_MAX } from './create-reminder';

let person: TestPerson;
let jobId: string;

beforeEach(async () => {
  person = await makePerson();
  await givePlan(person.organizationId, 'basic');
  ({ id: jobId } = await createJob(person, { title: 'Cartographer', company: 'Halcyon Maps' }));
});
afterAll(disconnect);

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const daysBetween = (from: number, to: string | null) => (Date.parse(to ?? '') - from) / 86_400_000;
const silence = (days = 7, more = {}): ReminderInput => ({ kind: 'silence', jobId, days, ...more });

describe('a reminder at a time', () => {
  it('waits for that time, and is the one of the job', async () => {
    const at = inHours(26);
    const made = await createReminder(person, { kind: 'at', jobId, at, note: ' Call Sam ' });
    expect(made).toMatchObject({
      kind: 'at',
      at,
      dueAt: at,
      note: 'Call Sam',
      state: 'waiting',
      repeatDays: null,
      job: { id: jobId, title: 'Cartographer', company: 'Halcyon Maps', status: 'saved' },
    });
    expect(await getReminder(person, made.id)).toEqual(made);
  });

  it.each([
    ['in the past', () => inHours(-1)],
    ['too far ahead', () => inHours(24 * 366 * 3)],
  ])('is refused %s', async (_, at) => {
    await expect(createReminder(person, { kind: 'at', jobId, at: at() })).rejects.toMatchObject({
      status: 422,
      extras: { issues: [{ path: 'at' }] },
    });
    expect((await listReminders(person)).reminders).toEqual([]);
  });

  it('that repeats goes on by its rhythm once it is done, and once alone for one due time', async () => {
    // To the minute, as people choose it.
    const at = inHours(1).replace(/:\d\d\.\d{3}Z$/, ':00.000Z');
    const { id, dueAt } = await createReminder(person, { kind: 'at', jobId, at, repeatDays: 7 });
    const twice = await Promise.all([1, 2].map(() => updateReminder(person, id, { done: true, dueAt })));
    const next = new Date(Date.parse(at) + 7 * 86_400_000).toISOString();
    for (const answer of twice) expect(answer).toMatchObject({ state: 'waiting', at: next, doneAt: null });
  });

  it('is snoozed, done, and opened again', async () => {
    const { id } = await createReminder(person, { kind: 'at', jobId, at: inHours(1) });
    const until = inHours(48);
    expect(await updateReminder(person, id, { snoozedUntil: until })).toMatchObject({ dueAt: until });
    expect(await updateReminder(person, id, { done: true })).toMatchObject({ state: 'done' });
    expect((await listReminders(person)).reminders).toEqual([]);
    expect((await listReminders(person, { state: 'done' })).reminders).toMatchObject([{ id }]);
    expect(await updateReminder(person, id, { done: false })).toMatchObject({
      state: 'waiting',
      dueAt: until,
    });
    await expect(updateReminder(person, id, { snoozedUntil: inHours(-1) })).rejects.toMatchObject({
      status: 422,
    });
    await expect(updateReminder(person, id, { days: 3 })).rejects.toMatchObject({ status: 422 });
  });
});

describe('a reminder after silence', () => {
  it('counts from what last happened, and anew from each change, note and interview', async () => {
    const { id, dueAt } = await createReminder(person, silence(7));
    expect(daysBetween(Date.now(), dueAt)).toBeCloseTo(7, 2);
    await letDaysPass(person, 3);
    expect(daysBetween(Date.now(), (await getReminder(person, id)).dueAt)).toBeCloseTo(4, 2);
    for (const patch of [{ status: 'applied' }, { location: 'Bergen' }, { notes: 'Sam called' }] as const) {
      await letDaysPass(person, 2);
      await updateJob(person, jobId, patch);
      expect(daysBetween(Date.now(), (await getReminder(person, id)).dueAt)).toBeCloseTo(7, 2);
    }
    await letDaysPass(person, 2);
    await addInterview(5);
    // Nobody waits for news before the talk was had.
    expect(daysBetween(Date.now(), (await getReminder(person, id)).dueAt)).toBeCloseTo(12.04, 1);
  });

  it('counts from now where it has been silent for that long already', async () => {
    await letDaysPass(person, 30);
    const { dueAt } = await createReminder(person, silence(7));
    expect(daysBetween(Date.now(), dueAt)).toBeCloseTo(7, 2);
  });

  it('is quiet while the job is rejected or archived, and speaks again when that is taken back', async () => {
    const { id } = await createReminder(person, silence(7));
    for (const status of ['rejected', 'archived'] as const) {
      await updateJob(person, jobId, { status });
      expect(await getReminder(person, id)).toMatchObject({ state: 'quiet', dueAt: null });
    }
    await updateJob(person, jobId, { status: 'applied' });
    expect(await getReminder(person, id)).toMatchObject({ state: 'waiting' });
  });

  it('that repeats counts anew once it is done; any other is done', async () => {
    const once = await createReminder(person, silence(7));
    const again = await createReminder(person, silence(7, { repeats: true }));
    await letDaysPass(person, 9);
    expect(await getReminder(person, again.id)).toMatchObject({ state: 'due' });
    expect(await updateReminder(person, once.id, { done: true })).toMatchObject({ state: 'done' });
    const repeated = await updateReminder(person, again.id, { done: true });
    expect(repeated).toMatchObject({ state: 'waiting' });
    expect(daysBetween(Date.now(), repeated.dueAt)).toBeCloseTo(7, 2);
  });

  it('is snoozed until then at least, and longer when something happens meanwhile', async () => {
    const { id } = await createReminder(person, silence(7));
    await letDaysPass(person, 9);
    const until = inHours(24);
    expect(await updateReminder(person, id, { snoozedUntil: until })).toMatchObject({ dueAt: until });
    await updateJob(person, jobId, { notes: 'Sam called' });
    expect(daysBetween(Date.now(), (await getReminder(person, id)).dueAt)).toBeCloseTo(7, 2);
  });
});

describe('the list', () => {
  it('pages through open ones by when they are due, each once, those of which nothing comes last', async () => {
    const other = await createJob(person, { title: 'Surveyor', company: 'Acme', status: 'rejected' });
    const quiet = await createReminder(person, { kind: 'silence', jobId: other.id, days: 3 });
    const hours = [5, 3, 9, 1];
    for (const each of hours)
      await createReminder(person, { kind: 'at', jobId, at: inHours(each), note: `${each}` });
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await listReminders(person, { limit: 2, cursor });
      seen.push(...page.reminders.map(({ id, note }) => (id === quiet.id ? 'quiet' : note)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['1', '3', '5', '9', 'quiet']);
    expect((await listReminders(person, { jobId: other.id })).reminders).toMatchObject([{ id: quiet.id }]);
    await expect(listReminders(person, { cursor: 'abc' })).rejects.toMatchObject({ status: 422 });
  });

  it('is of the person alone, also within a team', async () => {
    const { id } = await createReminder(person, silence());
    const colleague = await joinOrganization(await makePerson(), person.organizationId, 'admin');
    const stranger = await makePerson();
    for (const somebody of [colleague, stranger]) {
      expect((await listReminders(somebody)).reminders).toEqual([]);
      await expect(getReminder(somebody, id)).rejects.toMatchObject({ status: 404 });
      await expect(updateReminder(somebody, id, { done: true })).rejects.toMatchObject({ status: 404 });
      await expect(deleteReminder(somebody, id)).rejects.toMatchObject({ status: 404 });
    }
    expect(await createReminder(colleague, silence())).toMatchObject({ state: 'waiting' });
  });
});

describe('what ends reminders', () => {
  it('the job is deleted, or the person leaves', async () => {
    const colleague = await joinOrganization(await makePerson(), person.organizationId, 'member');
    await createReminder(person, silence());
    await createReminder(colleague, silence());
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({
        where: { organizationId: person.organizationId, userId: colleague.userId },
      }),
    );
    expect(await ownersOfReminders()).toEqual([person.userId]);
    await deleteJob(person, jobId);
    expect(await ownersOfReminders()).toEqual([]);
  });

  it('nothing else: without the feature none is made, and those that are there stay', async () => {
    const { id } = await createReminder(person, silence());
    await givePlan(person.organizationId, 'free');
    await expect(createReminder(person, silence())).rejects.toMatchObject({
      code: 'plan_upgrade_required',
      extras: { feature: 'reminders', requiredPlan: 'basic' },
    });
    expect(await updateReminder(person, id, { note: 'Still mine' })).toMatchObject({ note: 'Still mine' });
  });

  it('a viewer makes none, but one who has become a viewer puts theirs in order', async () => {
    const member = await joinOrganization(await makePerson(), person.organizationId, 'member');
    const { id } = await createReminder(member, silence());
    await asService('test.demote', (tx) =>
      tx.membership.updateMany({
        where: { userId: member.userId, organizationId: member.organizationId },
        data: { role: 'viewer' },
      }),
    );
    await expect(createReminder(member, silence())).rejects.toMatchObject({ code: 'forbidden' });
    expect(await updateReminder(member, id, { done: true })).toMatchObject({ state: 'done' });
    await deleteReminder(member, id);
  });
});

describe('making one', () => {
  it('is done once for equal requests at once, and refuses the key for another', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => createReminder(person, silence(), 'key')));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await expect(createReminder(person, silence(3), 'key')).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('is refused for a job that is not there or somebody else’s', async () => {
    const stranger = await makePerson();
    await givePlan(stranger.organizationId, 'basic');
    await expect(createReminder(stranger, silence())).rejects.toMatchObject({ status: 404 });
  });

  it('stops at the most that a person may have, also when asked at once', async () => {
    const { organizationId, userId } = person;
    await asService('test.fill', (tx) =>
      tx.reminder.createMany({
        data: Array.from({ length: OPEN_REMINDERS_MAX - 2 }, () => ({
          organizationId,
          userId,
          jobId,
          kind: 'silence' as const,
          days: 90,
        })),
      }),
    );
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () => createReminder(person, silence())),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  it.each([
    ['no days', () => silence(0)],
    ['a hundred days', () => silence(100)],
    ['a text with NUL', () => silence(7, { note: 'a\u0000b' })],
    ['an unknown field', () => silence(7, { userId: crypto.randomUUID() })],
  ])('is refused with %s', async (_, input) => {
    await expect(createReminder(person, input())).rejects.toMatchObject({ name: 'ZodError' });
  });
});

it('keeps the time zone of the browser, and none that is none', async () => {
  expect(await savedTimeZoneOf(person)).toBeNull();
  await saveTimeZone(person, 'Pacific/Auckland');
  await expect(saveTimeZone(person, 'Mars/Olympus')).rejects.toMatchObject({ status: 422 });
  expect(await savedTimeZoneOf(person)).toBe('Pacific/Auckland');
});

async function addInterview(inDays: number): Promise<void> {
  const startsAt = new Date(Date.now() + inDays * 86_400_000);
  await asService('test.interview', (tx) =>
    tx.jobInterview.create({
      data: {
        organizationId: person.organizationId,
        jobId,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
      },
    }),
  );
}

async function ownersOfReminders(): Promise<string[]> {
  const rows = await asService('test.reminders', (tx) =>
    tx.reminder.findMany({ where: { organizationId: person.organizationId } }),
  );
  return rows.map(({ userId }) => userId);
}
