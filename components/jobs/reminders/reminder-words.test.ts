import { expect, it } from 'vitest';
import type { Reminder } from '@/lib/jobs/reminders/schema';
import { dueWords, everyWords, ruleWords, setWords } from './reminder-words';

const now = new Date('2026-11-26T20:00:00Z');

it.each([
  ['2026-11-26T21:30:00Z', 'Today, 10:30 PM'],
  ['2026-11-26T23:30:00Z', 'Tomorrow, 12:30 AM'],
  ['2026-11-25T08:00:00Z', 'Yesterday, 9:00 AM'],
  ['2026-12-01T08:00:00Z', 'Tue, Dec 1, 9:00 AM'],
  ['2027-01-04T08:00:00Z', 'Mon, Jan 4, 2027, 9:00 AM'],
])('what is due at %s reads “%s”', (dueAt, words) => {
  expect(dueWords(dueAt, now, 'Europe/Berlin')).toBe(words);
});

it('says of one that was set when it comes, or that it waits', () => {
  expect(setWords(reminder, now, 'Europe/Berlin')).toBe('Tomorrow, 9:00 AM');
  expect(setWords({ dueAt: null }, now, 'Europe/Berlin')).toBe('It waits, since the application is over.');
});

it.each<[Partial<Reminder>, string]>([
  [{}, 'After 7 days without news'],
  [{ repeats: true, days: 1 }, 'After 1 day without news, again and again'],
  [{ state: 'quiet' }, 'After 7 days without news · Waits, as the application is over'],
  [{ kind: 'at', days: null }, ''],
  [{ kind: 'at', days: null, repeatDays: 14, repeats: true }, 'Repeats every 2 weeks'],
  [{ kind: 'at', days: null, snoozedUntil: '2026-11-27T08:00:00Z' }, 'Snoozed'],
])('given %j, it goes by “%s”', (more, words) => {
  expect(ruleWords({ ...reminder, ...more })).toBe(words);
});

it.each([
  [1, 'every day'],
  [7, 'every week'],
  [21, 'every 3 weeks'],
  [30, 'every 30 days'],
])('%i days are “%s”', (days, words) => {
  expect(everyWords(days)).toBe(words);
});

const reminder: Reminder = {
  id: 'a',
  job: { id: 'b', title: 'Cartographer', company: 'Halcyon Maps', status: 'applied' },
  kind: 'silence',
  note: null,
  at: null,
  repeatDays: null,
  days: 7,
  repeats: false,
  state: 'waiting',
  dueAt: '2026-11-27T08:00:00Z',
  snoozedUntil: null,
  toldAt: null,
  doneAt: null,
  createdAt: '2026-11-20T08:00:00Z',
};
