import { expect, it } from 'vitest';
import { eventWords, signInWords, statusWords } from './account-words';

it.each([
  [{ status: 'active', deletionDueAt: null }, 'Active'],
  [{ status: 'active', deletionDueAt: '2026-12-01T00:00:00.000Z' }, 'Leaving'],
  [{ status: 'suspended', deletionDueAt: null }, 'Suspended'],
  // Until it is purged.
  [{ status: 'deleted', deletionDueAt: '2026-12-01T00:00:00.000Z' }, 'Deleted'],
] as const)('an account that is %j is told as %s', (user, badge) => {
  expect(statusWords(user).badge).toBe(badge);
});

it.each([
  [{ hasPassword: true, googleEmail: null, hasSecondFactor: false }, 'Password'],
  [
    { hasPassword: true, googleEmail: 'nora@gmail.test', hasSecondFactor: true },
    'Password or Google (nora@gmail.test), with a second factor',
  ],
  [
    { hasPassword: false, googleEmail: 'nora@gmail.test', hasSecondFactor: false },
    'Google (nora@gmail.test)',
  ],
  [{ hasPassword: false, googleEmail: null, hasSecondFactor: false }, 'Mailed link'],
])('whoever has %j signs in by “%s”', (user, words) => {
  expect(signInWords(user)).toBe(words);
});

const at = '2026-11-26T09:00:00.000Z';
const audit = {
  kind: 'audit',
  id: crypto.randomUUID(),
  at,
  action: 'user.rate_limits_cleared',
  actorEmail: 'ada@example.test',
  via: 'console',
  byPerson: false,
  target: 'nora@example.test',
  reason: 'Asked for it',
} as const;

it('an event of the log says what, by whom and why', () => {
  expect(eventWords(audit)).toEqual({
    title: 'Cleared rate limits of a person',
    by: 'By ada@example.test',
    tone: 'neutral',
    detail: 'nora@example.test · Asked for it',
  });
  expect(eventWords({ ...audit, byPerson: true }).by).toBe('By the person');
  expect(eventWords({ ...audit, actorEmail: null, via: 'script' }).by).toBe('By an operator');
  expect(eventWords({ ...audit, actorEmail: null, via: 'system' }).by).toBe('By Foothold');
  expect(eventWords({ ...audit, via: 'impersonation' }).by).toBe('By ada@example.test, acting as the person');
});

it('an event of Stripe says whether it is dealt with', () => {
  const event = {
    kind: 'webhook',
    id: 'evt_1',
    at,
    type: 'invoice.paid',
    attempts: 3,
    error: 'No such row',
  } as const;
  expect(eventWords({ ...event, status: 'processed', error: null })).toMatchObject({
    title: 'invoice.paid',
    by: 'From Stripe, processed',
    detail: null,
  });
  expect(eventWords({ ...event, status: 'failed' })).toMatchObject({
    by: 'From Stripe, failed 3 times, is tried again',
    detail: 'No such row',
  });
  expect(eventWords({ ...event, status: 'dead' })).toMatchObject({ tone: 'danger' });
});

it('a mail says whether it was sent', () => {
  const mail = { kind: 'mail', id: '1', at, about: 'billing', type: 'payment_failed', attempts: 1 } as const;
  expect(eventWords({ ...mail, sentAt: at, error: null })).toMatchObject({
    title: 'Mail: Payment failed',
    by: 'About billing, sent',
  });
  expect(eventWords({ ...mail, sentAt: null, error: null }).by).toBe('About billing, waiting');
  expect(eventWords({ ...mail, sentAt: null, error: 'Refused' })).toMatchObject({
    by: 'About billing, failed once',
    detail: 'Refused',
  });
});

it('runs say how many they were, and of which organization', () => {
  const run = { kind: 'run', id: '1', at, organization: 'Northbound Careers' } as const;
  expect(eventWords({ ...run, quantity: 1 })).toMatchObject({ title: '1 run', by: 'In Northbound Careers' });
  expect(eventWords({ ...run, quantity: 1_200 }).title).toBe('1,200 runs');
});
