import { describe, expect, it } from 'vitest';
import { actionWords, concernedWords, endOfDay, leftOutWords, progressWords } from './bulk-words';

describe('an order for many', () => {
  it('says what it does, with the last day of what ends', () => {
    expect(actionWords({ kind: 'suspend' })).toBe('Suspend');
    expect(actionWords({ kind: 'grant_plan', planId: 'pro', endsAt: null })).toBe('Grant Pro without end');
    const endsAt = endOfDay('2027-02-28');
    expect(endsAt).toBe('2027-03-01T00:00:00.000Z');
    expect(actionWords({ kind: 'grant_plan', planId: 'team', endsAt })).toBe('Grant Team until 2027-02-28');
    expect(endOfDay('')).toBeNull();
    expect(endOfDay('2027-13-01')).toBeNull();
  });

  it('says whom it concerns, and who is left out and why', () => {
    const preview = { concerned: 1_234, admins: 2, deleted: 0, already: 3, tooMany: false };
    expect(concernedWords(preview)).toBe('This concerns 1,234 people.');
    expect(leftOutWords('suspend', preview)).toEqual([
      '2 left out: admins of the platform',
      '3 left out: suspended already',
    ]);
    expect(leftOutWords('grant_plan', { ...preview, admins: 0 })).toEqual([
      '3 left out: on this plan or a better one already',
    ]);
    expect(concernedWords({ concerned: 0 })).toBe('This would concern nobody.');
    expect(concernedWords({ concerned: 1 })).toBe('This concerns 1 person.');
  });

  it('says how far it has come', () => {
    expect(progressWords({ done: 1_000, failed: 0, total: 2_000 })).toBe('1,000 of 2,000 done');
    expect(progressWords({ done: 3, failed: 1, total: 3 })).toBe('3 of 3 done, 1 of them in vain');
  });
});
