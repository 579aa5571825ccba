import { afterEach, describe, expect, it } from 'vitest';
import { inOwnAccount } from '@/lib/billing/convergence/test-support';
import { env } from '@/lib/env';
import { backgroundTasks } from '@/lib/operations';
import { underLease } from '@/lib/resilience';
import { POST as postTask, GET as runTask } from './cron/[task]/route';
import { GET as getMetrics } from './metrics/route';

const token = 'a-token-of-the-operator';

afterEach(() => {
  env().METRICS_TOKEN = undefined;
  env().CRON_SECRET = undefined;
});
// The tasks go over the whole account, which in the stack's is what all other tests have left.
inOwnAccount();

const request = (path: string, authorization?: string) =>
  new Request(`${env().APP_URL}${path}`, { headers: authorization ? { authorization } : {} });

describe('GET /api/metrics', () => {
  it('does not exist without METRICS_TOKEN', async () => {
    expect((await getMetrics(request('/api/metrics', 'Bearer undefined'))).status).toBe(404);
  });

  it('needs the token', async () => {
    env().METRICS_TOKEN = token;
    expect((await getMetrics(request('/api/metrics'))).status).toBe(401);
    expect((await getMetrics(request('/api/metrics', `Bearer ${token}x`))).status).toBe(401);
  });

  it('tells every counter of billing in the text format', async () => {
    env().METRICS_TOKEN = token;
    const answer = await getMetrics(request('/api/metrics', `Bearer ${token}`));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    for (const name of [
      'billing_webhook_processing_total',
      'billing_reconciliation_drift_total',
      'failed_payments_total',
    ]) {
      expect(text).toContain(`# TYPE ${name} counter`);
    }
    expect(text).toContain('circuit_breaker_state{dependency="payment service"} 0');
  });
});

describe('GET /api/cron/{task}', () => {
  const run = (task: string, authorization?: string) =>
    runTask(request(`/api/cron/${task}`, authorization), { params: Promise.resolve({ task }) });

  it('does not exist without CRON_SECRET', async () => {
    expect((await run('billing.process_webhook_events', 'Bearer ')).status).toBe(404);
  });

  it('needs the secret', async () => {
    env().CRON_SECRET = token;
    expect((await run('billing.process_webhook_events')).status).toBe(401);
    expect((await run('billing.process_webhook_events', 'Bearer wrong')).status).toBe(401);
  });

  it('runs every task that the worker runs', async () => {
    env().CRON_SECRET = token;
    for (const { name } of backgroundTasks) {
      const answer = await run(name, `Bearer ${token}`);
      expect([name, answer.status, await answer.json()]).toEqual([
        name,
        200,
        { task: name, outcome: 'done' },
      ]);
    }
  });

  it('runs a task once at a time', async () => {
    env().CRON_SECRET = token;
    await underLease('task.billing.process_webhook_events', async () => {
      const answer = await run('billing.process_webhook_events', `Bearer ${token}`);
      expect(await answer.json()).toEqual({
        task: 'billing.process_webhook_events',
        outcome: 'already_running',
      });
    });
  });

  it('knows no other task, and no other method', async () => {
    env().CRON_SECRET = token;
    expect((await run('billing.nothing', `Bearer ${token}`)).status).toBe(404);
    expect((await run('../metrics', `Bearer ${token}`)).status).toBe(404);
    expect((await postTask(request('/api/cron/billing.reconcile'))).status).toBe(405);
  });
});
