import { expect, it } from 'vitest';
import { type KeyRow, toApiKey } from './key-row';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');
const row: KeyRow = {
  id: '1',
  name: 'Nightly import',
  hint: 'fh_test_…a1B2',
  scopes: ['jobs:write', 'jobs:read', 'something:gone'],
  makerId: '2',
  makerName: null,
  makerEmail: 'nora@example.test',
  makerMay: true,
  createdAt: new Date('2026-02-01T00:00:00Z'),
  expiresAt: null,
  lastUsedAt: null,
  replacedBy: null,
};

it.each<[string, Partial<KeyRow>, string]>([
  ['one without an end', {}, 'active'],
  ['one whose end is to come', { expiresAt: later }, 'active'],
  ['one whose end is now', { expiresAt: now }, 'expired'],
  ['one with a successor', { expiresAt: later, replacedBy: '3' }, 'replaced'],
  ['one with a successor whose time is over', { expiresAt: now, replacedBy: '3' }, 'expired'],
  ['one whose maker has left', { makerMay: false, replacedBy: '3', expiresAt: later }, 'inactive'],
])('%s is %s', (_case, changed, state) => {
  expect(toApiKey({ ...row, ...changed }, now).state).toBe(state);
});

it('scopes that are none any more are not shown', () => {
  expect(toApiKey(row, now)).toMatchObject({
    scopes: ['jobs:read', 'jobs:write'],
    createdAt: '2026-02-01T00:00:00.000Z',
    createdBy: { id: '2', email: 'nora@example.test' },
  });
  const left = { ...row, makerId: null, makerEmail: null, makerMay: false };
  expect(toApiKey(left, now)).toMatchObject({ state: 'inactive', createdBy: null });
});
