import { describe, expect, it } from 'vitest';
import type { CurrentSubscription } from '@/lib/billing';
import { changeWords } from './change-words';
import { yearlyPro } from './test-support';

const active: CurrentSubscription = {
  ...yearlyPro,
  planId: 'basic',
  interval: 'month',
  unitAmount: 900,
  currentPeriodStart: '2026-11-01T10:00:00.000Z',
  currentPeriodEnd: '2026-12-01T10:00:00.000Z',
};

describe('changeWords', () => {
  it('says what holds at once and what waits, and leads to the choice', () => {
    const { text, remedy } = changeWords(active, 'Basic');
    expect(text).toContain('A smaller one begins on December 1, 2026.');
    expect(remedy).toBe('change');
  });

  it('says that a trial costs nothing yet', () => {
    expect(changeWords({ ...active, status: 'trialing' }, 'Basic').text).toContain('costs nothing yet');
  });

  it('says how one that ends can go on', () => {
    const words = changeWords({ ...active, endsAt: '2026-12-01T10:00:00.000Z' }, 'Basic');
    expect(words).toMatchObject({ title: 'Basic ends on December 1, 2026', remedy: 'billing' });
  });

  it('has a change that is not paid settled first', () => {
    const words = changeWords({ ...active, changeUnpaidUntil: '2026-11-02T10:00:00.000Z' }, 'Basic');
    expect(words).toMatchObject({ title: 'A change waits for its payment', remedy: 'billing' });
  });

  it.each(['past_due', 'unpaid', 'incomplete', 'paused'] as const)('has %s settled first', (status) => {
    expect(changeWords({ ...active, status }, 'Basic')).toMatchObject({ remedy: 'portal' });
    expect(changeWords({ ...active, status }, 'Basic').text).toContain('Pay it or cancel');
  });
});
