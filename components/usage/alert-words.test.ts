import { describe, expect, it } from 'vitest';
import type { UsageAlert } from '@/lib/usage';
import { alertWords } from './alert-words';

const savedJobs: UsageAlert = {
  metric: 'saved_jobs',
  threshold: 80,
  used: 8,
  limit: 10,
  cap: 'hard',
  stopsAt: 10,
  period: 'total',
  periodStart: '1970-01-01T00:00:00.000Z',
  resetsAt: null,
};
const runs: UsageAlert = {
  ...savedJobs,
  metric: 'runs',
  threshold: 100,
  used: 104,
  limit: 100,
  cap: 'soft',
  stopsAt: 120,
  period: 'month',
  resetsAt: '2026-12-01T00:00:00.000Z',
};
const offer = () => 'Basic gives more.';

describe('alertWords', () => {
  it('says nothing without an alert', () => {
    expect(alertWords([], offer)).toBeNull();
  });

  it('says what is at which share, what happens then, and what is on offer', () => {
    expect(alertWords([savedJobs], offer)).toEqual({
      tone: 'info',
      title: '8 of 10 saved jobs used',
      lines: ['At the limit nothing more can be added. What you have stays. Basic gives more.'],
    });
  });

  it('tells the grace of a soft limit before it blocks', () => {
    expect(alertWords([runs], () => null)).toEqual({
      tone: 'warning',
      title: '104 of 100 runs used',
      lines: ['You are past the limit. You can go on up to 120, then it stops.'],
    });
  });

  it('does not warn of what is only billed', () => {
    expect(alertWords([{ ...runs, cap: 'overage', stopsAt: null }], offer)?.tone).toBe('info');
  });

  it('tells several in a line each', () => {
    expect(alertWords([runs, savedJobs], offer)).toEqual({
      tone: 'warning',
      title: '2 limits are reached or nearly reached',
      lines: [
        'Runs: 104 of 100 used. You are past the limit. You can go on up to 120, then it stops.',
        'Saved jobs: 8 of 10 used. At the limit nothing more can be added. What you have stays.',
      ],
    });
  });
});
