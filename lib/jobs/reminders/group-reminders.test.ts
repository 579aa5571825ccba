import { expect, it } from 'vitest';
import { groupReminders } from './group-reminders';
import type { Reminder } from './schema';

const now = new Date('2026-11-26T20:00:00Z');

it.each([
  ['overdue', '2026-11-26T19:59:00Z', 'Europe/Berlin'],
  ['overdue', '2026-11-20T08:00:00Z', 'Europe/Berlin'],
  ['today', '2026-11-26T22:30:00Z', 'Europe/Berlin'],
  // Past midnight there, and still today farther west.
  ['week', '2026-11-26T23:30:00Z', 'Europe/Berlin'],
  ['today', '2026-11-27T04:30:00Z', 'America/New_York'],
  ['week', '2026-12-03T22:00:00Z', 'Europe/Berlin'],
  ['later', '2026-12-03T23:30:00Z', 'Europe/Berlin'],
  ['quiet', null, 'Europe/Berlin'],
])('is %s when it is due at %s in %s', (group, dueAt, zone) => {
  expect(groupReminders([reminder(dueAt)], now, zone)).toMatchObject([{ group }]);
});

it('has the groups in their order, each with its own, and none that is empty', () => {
  const dues = ['2027-01-01T00:00:00Z', '2026-11-26T19:00:00Z', null, '2026-11-26T21:00:00Z'];
  const groups = groupReminders(dues.map(reminder), now, 'UTC');
  expect(groups.map(({ group, reminders }) => [group, reminders.length])).toEqual([
    ['overdue', 1],
    ['today', 1],
    ['later', 1],
    ['quiet', 1],
  ]);
});

function reminder(dueAt: string | null): Reminder {
  return {
    id: crypto.randomUUID(),
    job: { id: crypto.randomUUID(), title: 'Cartographer', company: 'Halcyon Maps', status: 'applied' },
    kind: 'silence',
    note: null,
    at: null,
    repeatDays: null,
    days: 7,
    repeats: false,
    state: 'waiting',
    dueAt,
    snoozedUntil: null,
    toldAt: null,
    doneAt: null,
    createdAt: now.toISOString(),
  };
}
