import { describe, expect, it } from 'vitest';
import {
  INVITATION_MAILS_MAX,
  invitationMailsPerDay,
  RESEND_SECONDS,
  requireMailsLeft,
  requireResendable,
} from './mail-allowance';

const now = new Date('2026-03-10T12:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('another mail of an invitation', () => {
  it('is for a minute after the last', () => {
    const soon = { requests: 1, requestedAt: secondsAgo(RESEND_SECONDS - 5) };
    expect(() => requireResendable(soon, now)).toThrow(
      expect.objectContaining({ status: 429, extras: { retryAfterSeconds: 5 } }),
    );
    requireResendable({ requests: 1, requestedAt: secondsAgo(RESEND_SECONDS) }, now);
  });

  it('is refused once there were enough', () => {
    const many = { requests: INVITATION_MAILS_MAX, requestedAt: secondsAgo(86_400) };
    expect(() => requireResendable(many, now)).toThrow(expect.objectContaining({ status: 429 }));
  });
});

it.each([
  [3, 20],
  [25, 50],
  [1000, 500],
  [null, 500],
])('with %s seats an organization may mail %i people a day', (seats, most) => {
  expect(invitationMailsPerDay(seats)).toBe(most);
  requireMailsLeft(most - 1, seats);
  expect(() => requireMailsLeft(most, seats)).toThrow(
    expect.objectContaining({ code: 'rate_limit_exceeded' }),
  );
});
