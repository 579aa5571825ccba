import { expect, it } from 'vitest';
import { apiKeyInputSchema, rotationSchema } from '@/lib/auth/api-keys/schema';
import { endAfter, endingWords, lifetimes, overlaps, stateNote, stateWords } from './key-words';

const createdBy = { id: '1', name: 'Nora Berg', email: 'nora@example.test' };

it('a key that works needs no words', () => {
  expect(stateWords({ state: 'active' })).toBeNull();
  expect(stateNote({ state: 'active', createdBy })).toBeNull();
});

it('whoever is gone is named as far as is known', () => {
  expect(stateNote({ state: 'inactive', createdBy })).toMatch(/^Nora Berg is/);
  expect(stateNote({ state: 'inactive', createdBy: { ...createdBy, name: null } })).toMatch(
    /^nora@example.test is/,
  );
  expect(stateNote({ state: 'inactive', createdBy: null })).toMatch(/^Whoever made it is/);
});

it('every choice is one that is taken', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  expect(lifetimes.map(({ value }) => endAfter(value, now))).toEqual([
    '2026-05-30T12:00:00.000Z',
    '2026-03-31T12:00:00.000Z',
    '2027-03-01T12:00:00.000Z',
    null,
  ]);
  for (const { value } of lifetimes) {
    const expiresAt = endAfter(value, now);
    expect(apiKeyInputSchema.safeParse({ name: 'x', scopes: ['jobs:read'], expiresAt }).success).toBe(true);
  }
  for (const { value } of overlaps)
    expect(rotationSchema.safeParse({ overlapDays: Number(value) }).success).toBe(true);
});

it('what has ended already is removed, not revoked', () => {
  expect(endingWords({ name: 'Import', state: 'expired' })).toMatchObject({ confirmLabel: 'Remove' });
  expect(endingWords({ name: 'Import', state: 'replaced' })).toMatchObject({ title: 'Revoke “Import”?' });
});
