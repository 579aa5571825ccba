import { describe, expect, it } from 'vitest';
import type { CurrentSubscription } from '@/lib/billing';
import { noticeWords } from './notice-words';
import { yearlyPro } from './test-support';

const active: CurrentSubscription = {
  ...yearlyPro,
  interval: 'month',
  unitAmount: 2900,
  currentPeriodStart: '2026-11-01T10:00:00.000Z',
  currentPeriodEnd: '2026-12-01T10:00:00.000Z',
};
const pro = { planId: 'pro', planName: 'Pro' } as const;
const free = { planId: 'free', planName: 'Free' } as const;
const words = (subscription: CurrentSubscription, inForce: typeof pro | typeof free) =>
  noticeWords({ subscription, planName: 'Pro', inForce });

describe('noticeWords', () => {
  it('says nothing while all is well', () => {
    expect(words(active, pro)).toBeNull();
  });

  it.each(['past_due', 'unpaid'] as const)('leaves a debt to the banner: %s', (status) => {
    expect(words({ ...active, status, endsAt: '2026-12-01T10:00:00.000Z' }, free)).toBeNull();
  });

  it.each(['incomplete', 'paused'] as const)('says whose limits hold while %s', (status) => {
    expect(words({ ...active, status }, free)?.text).toContain('the limits of Free apply');
  });

  it('says that it is paused even when it also ends', () => {
    const paused = { ...active, status: 'paused', endsAt: '2026-12-01T10:00:00.000Z' } as const;
    expect(words(paused, free)?.title).toBe('Pro is paused');
  });

  it('says when the plan ends', () => {
    expect(words({ ...active, endsAt: '2026-12-01T10:00:00.000Z' }, pro)?.title).toBe(
      'Pro ends on December 1, 2026',
    );
  });
});
