import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { CountedHistogram } from './counted-histogram';

const make = () => {
  const registry = new Registry();
  const histogram = new CountedHistogram({ name: 'jobs', help: 'Jobs.', label: 'plan', buckets: [0, 10] });
  registry.registerMetric(histogram);
  return { registry, histogram };
};

it('tells what was counted as Prometheus expects a histogram', async () => {
  const { registry, histogram } = make();
  histogram.tell(
    new Map([
      [
        'free',
        [
          { value: 0, count: 5 },
          { value: 10, count: 2 },
        ],
      ],
      ['pro', [{ value: 11, count: 1 }]],
    ]),
  );
  expect((await registry.metrics()).trim().split('\n')).toEqual([
    '# HELP jobs Jobs.',
    '# TYPE jobs histogram',
    'jobs_bucket{le="0",plan="free"} 5',
    'jobs_bucket{le="10",plan="free"} 7',
    'jobs_bucket{le="+Inf",plan="free"} 7',
    'jobs_sum{plan="free"} 20',
    'jobs_count{plan="free"} 7',
    'jobs_bucket{le="0",plan="pro"} 0',
    'jobs_bucket{le="10",plan="pro"} 0',
    'jobs_bucket{le="+Inf",plan="pro"} 1',
    'jobs_sum{plan="pro"} 11',
    'jobs_count{plan="pro"} 1',
  ]);
});

it('keeps nothing of what was told before', async () => {
  const { registry, histogram } = make();
  histogram.tell(new Map([['free', [{ value: 1, count: 1_000_000 }]]]));
  histogram.tell(new Map());
  expect(await registry.metrics()).not.toContain('free');
});
