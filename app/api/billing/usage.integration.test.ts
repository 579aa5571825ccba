import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { metrics } from '@/lib/plans';
import { consumeUsage } from '@/lib/usage';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { GET as quotas } from './quotas/route';
import { GET as metricUsage } from './usage/[metric]/route';
import { GET as usageExport } from './usage/export/route';
import { GET as usage } from './usage/route';

afterAll(disconnect);

let token: string;
beforeAll(async () => {
  const person = await makePerson();
  token = accessTokenIn(await sessionCookiesOf(person));
  await asService('test.take', (tx) => consumeUsage(tx, person, { key: 'a', items: { runs: 80 } }));
});

const get = (path: string) =>
  new Request(`${env().APP_URL}/api/billing/${path}`, { headers: { authorization: `Bearer ${token}` } });
const of = (metric: string) => ({ params: Promise.resolve({ metric }) });

describe('the usage of an organization', () => {
  it('is told for all metrics, and for one day by day', async () => {
    const all = await (await usage(get('usage'))).json();
    expect(all.quotas.map(({ metric }: { metric: string }) => metric)).toEqual([...metrics]);
    const answer = await metricUsage(get('usage/runs'), of('runs'));
    expect(answer.status).toBe(200);
    const { quota, daily, history } = await answer.json();
    expect(quota).toEqual(all.quotas[1]);
    expect(quota).toMatchObject({ used: 80, limit: 100, stopsAt: 120, remaining: 40 });
    expect(daily.at(-1)).toMatchObject({ quantity: 80 });
    expect(history).toMatchObject([{ used: 80, overage: 0, periodEnd: quota.resetsAt }]);
  });

  it('is not there for a metric that there is not', async () => {
    for (const metric of ['gold', 'RUNS', '__proto__', '']) {
      const answer = await metricUsage(get('usage/x'), of(metric));
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: 'not_found' });
    }
  });

  it('has its limits by themselves', async () => {
    const { planId, quotas: limits } = await (await quotas(get('quotas'))).json();
    expect(planId).toBe('free');
    expect(limits).toHaveLength(metrics.length);
    expect(limits[0]).toMatchObject({ metric: 'saved_jobs', limit: 10, cap: 'hard', resetsAt: null });
  });

  it('can be kept as a file', async () => {
    const answer = await usageExport(get('usage/export'));
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="foothold-usage.csv"');
    expect(await answer.text()).toMatch(/^metric,period_start,period_end,used,overage\r\nruns,\d{4}-/);
    const days = await usageExport(get('usage/export?by=day&metric=runs'));
    expect((await days.text()).trimEnd().split('\r\n')).toHaveLength(31);
  });

  it.each(['by=hour', 'metric=gold', 'by=day&by=period', 'month=1'])(
    'is not exported for %s',
    async (query) => {
      const answer = await usageExport(get(`usage/export?${query}`));
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
    },
  );
});
