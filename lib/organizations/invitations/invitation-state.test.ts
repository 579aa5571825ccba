import { expect, it } from 'vitest';
import { invitationState } from './invitation-state';

const now = new Date('2026-03-10T12:00:00Z');
const open = {
  acceptedAt: null,
  declinedAt: null,
  revokedAt: null,
  expiresAt: new Date('2026-03-10T12:00:01Z'),
};

it.each([
  ['open', {}],
  ['expired', { expiresAt: now }],
  ['revoked', { revokedAt: now }],
  ['declined', { revokedAt: now, declinedAt: now }],
  ['accepted', { acceptedAt: now, expiresAt: now }],
] as const)('an invitation is %s', (state, dates) => {
  expect(invitationState({ ...open, ...dates }, now)).toBe(state);
});
