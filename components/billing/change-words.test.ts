import { describe, expect, it } from 'vitest';
import type { CurrentSubscription } from '@/lib/billing';
import { changeWords } from './change-words';

const active: CurrentSubscription = {
  planId: 'basic',
  interval: 'month',
  status: 'active',
  currency: 'usd',
  unitAmount: 900,
  quantity: 1,
  extraSeats: 0,
  currentPeriodStart: '2026-11-01T10:00:00.000Z',
  currentPeriodEnd: '2026-12-01T10:00:00.000Z',
  trialEnd: null,
  endsAt: null,
  pastDueSince: null,
  scheduledChange: null,
  changeUnpaidUntil: null,
};

describe('changeWords', () => {
  it('leads to cancel first, and says what is kept until when', () => {
    const { text, remedy } = changeWords(active, 'Basic');
    expect(text).toContain('Cancel Basic in the billing portal: you keep it until December 1, 2026');
    expect(remedy).toBe('portal');
  });

  it('only waits when it is canceled already', () => {
    const words = changeWords({ ...active, endsAt: '2026-12-01T10:00:00.000Z' }, 'Basic');
    expect(words).toMatchObject({ title: 'Basic ends on December 1, 2026', remedy: 'wait' });
  });

  it.each(['past_due', 'unpaid', 'incomplete', 'paused'] as const)('has %s settled first', (status) => {
    expect(changeWords({ ...active, status }, 'Basic')).toMatchObject({ remedy: 'portal' });
    expect(changeWords({ ...active, status }, 'Basic').text).toContain('Pay it or cancel');
  });
});
