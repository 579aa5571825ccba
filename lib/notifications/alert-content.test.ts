import { describe, expect, it } from 'vitest';
import { catalogue, metrics } from '@/lib/plans';
import type { UsageAlert } from '@/lib/usage';
import { alertContent } from './alert-content';

const setting = {
  organizationName: 'Nora Berg',
  planId: 'free' as const,
  plans: catalogue.plans,
  appUrl: 'https://foothold.example',
};
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
  metric: 'runs',
  threshold: 100,
  used: 100,
  limit: 100,
  cap: 'soft',
  stopsAt: 120,
  period: 'month',
  periodStart: '2026-11-01T00:00:00.000Z',
  resetsAt: '2026-12-01T00:00:00.000Z',
};

describe('alertContent', () => {
  it('says what is used, what follows, what the next plan gives and costs, and where to switch it off', () => {
    expect(alertContent(savedJobs, setting)).toEqual({
      subject: 'You have used 80% of your saved jobs',
      text: [
        'Nora Berg has used 8 of 10 saved jobs. At the limit no more can be added; what you have stays.',
        'Basic gives 100 saved jobs, for $9 a month.',
      ],
      action: { label: 'See your usage', url: 'https://foothold.example/account/usage' },
      footer:
        'You get this because you own Nora Berg on Foothold. You can switch these mails off on the usage page.',
    });
  });

  it('tells the grace of a soft limit before it blocks, and when it has', () => {
    const before = alertContent(runs, setting);
    expect(before.subject).toBe('You have reached your limit of 100 runs');
    expect(before.text[0]).toBe(
      'Nora Berg has used 100 of 100 runs this month. You can go on up to 120 runs, then it stops. It begins anew on December 1, 2026.',
    );
    const after = alertContent({ ...runs, threshold: 120, used: 120 }, setting);
    expect(after.subject).toBe('Your runs have stopped at 120% of the limit');
    expect(after.text[0]).toContain('No more runs can be used for now. It begins anew on December 1, 2026.');
  });

  it('promises no grace of a limit that has none', () => {
    const tiny = { ...runs, limit: 4, used: 4, stopsAt: 4 };
    expect(alertContent(tiny, setting).text[0]).toContain('No more runs can be used for now.');
  });

  it('says that what is above is billed, and offers nothing where there is nothing', () => {
    const overage = { ...runs, limit: 50_000, used: 50_000, cap: 'overage' as const, stopsAt: null };
    const mail = alertContent(overage, { ...setting, planId: 'enterprise' });
    expect(mail.subject).toBe('You have used the 50,000 runs that are included');
    expect(mail.text).toEqual([
      'Nora Berg has used 50,000 of 50,000 runs this month. You can go on; what is above it is billed. It begins anew on December 1, 2026.',
    ]);
  });

  it.each(metrics)('has whole sentences for %s at every threshold and cap', (metric) => {
    for (const threshold of [80, 100, 120] as const) {
      for (const cap of ['hard', 'soft', 'overage'] as const) {
        for (const period of ['total', 'day', 'week', 'month'] as const) {
          const { subject, text } = alertContent({ ...runs, metric, threshold, cap, period }, setting);
          expect([subject, ...text].join(' ')).not.toMatch(/undefined|null|NaN| {2}|\.\./);
        }
      }
    }
  });
});
