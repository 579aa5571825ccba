import { describe, expect, it } from 'vitest';
import { metrics } from '@/lib/plans';
import { limitHitOf, limitHitWords } from './limit-hit';

const reader = { planName: 'Free', mayUpgrade: true, larger: true };
const savedJobs = { metric: 'saved_jobs', current: 10, limit: 10, resetsAt: null } as const;
const runs = { metric: 'runs', current: 120, limit: 100, resetsAt: '2026-12-01T00:00:00.000Z' } as const;

describe('limitHitOf', () => {
  it('reads what was hit from the problem', () => {
    expect(limitHitOf({ error: 'quota_exceeded', ...runs })).toEqual(runs);
  });

  it.each([
    ['another problem', { error: 'payment_required', metric: 'runs' }],
    ['a metric that it does not know', { error: 'quota_exceeded', metric: 'gold' }],
    ['none', { error: 'quota_exceeded' }],
  ])('reads nothing from %s', (_, problem) => {
    expect(limitHitOf(problem)).toBeNull();
  });
});

describe('limitHitWords', () => {
  it('says what was hit and how places come free', () => {
    expect(limitHitWords(savedJobs, reader)).toEqual({
      title: 'You have used 10 of 10 saved jobs on Free',
      description: 'Upgrade for more, or delete jobs that you no longer follow.',
    });
  });

  it('says when it goes on for what resets', () => {
    expect(limitHitWords(runs, { ...reader, mayUpgrade: false })).toEqual({
      title: 'You have used 120 of 100 runs on Free',
      description:
        'Ask an owner or admin of your organization to upgrade for more, or go on from December 1, 2026.',
    });
  });

  it('offers nothing where no plan gives more', () => {
    expect(limitHitWords(runs, { ...reader, larger: false }).description).toBe(
      'You can go on from December 1, 2026.',
    );
  });

  it('says that the plan has none of it', () => {
    const none = { metric: 'ai_messages', current: 0, limit: 0, resetsAt: runs.resetsAt } as const;
    expect(limitHitWords(none, reader)).toEqual({
      title: 'AI messages are not part of Free',
      description: 'Upgrade for more.',
    });
  });

  it.each(metrics)('has whole sentences for %s', (metric) => {
    for (const resetsAt of [null, runs.resetsAt]) {
      const { title, description } = limitHitWords({ ...savedJobs, metric, resetsAt }, reader);
      expect(`${title} ${description}`).not.toMatch(/undefined|null|NaN/);
    }
  });
});
