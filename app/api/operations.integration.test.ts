import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { inOwnAccount } from '@/lib/billing/convergence/test-support';
import { asService, asTenant, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { backgroundTasks } from '@/lib/operations';
import { forgetBusinessMetrics } from '@/lib/operations/collect-business-metrics';
import type { DependencyState } from '@/lib/operations/health/dependency-state';
import { forgetReadiness } from '@/lib/operations/health/readiness';
import { underLease } from '@/lib/resilience';
import { aggregateUsage, consumeUsage } from '@/lib/usage';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { POST as postTask, GET as runTask } from './cron/[task]/route';
import { GET as getReady } from './health/ready/route';
import { GET as getJob } from './jobs/[id]/route';
import { GET as getMetrics, POST as postMetrics } from './metrics/route';

const token = 'a-token-of-the-operator';

afterEach(() => {
  env().METRICS_TOKEN = undefined;
  env().CRON_SECRET = undefined;
});
afterAll(disconnect);
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

  it('tells everything that is counted, in the text format', async () => {
    env().METRICS_TOKEN = token;
    const answer = await getMetrics(request('/api/metrics', `Bearer ${token}`));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    for (const [name, type] of [
      ['api_requests_total', 'counter'],
      ['api_request_duration_seconds', 'histogram'],
      ['auth_jwt_validation_duration_seconds', 'histogram'],
      ['billing_webhook_processing_total', 'counter'],
      ['billing_reconciliation_drift_total', 'counter'],
      ['usage_jobs_used_per_user', 'histogram'],
      ['subscription_plan_users', 'gauge'],
      ['active_subscriptions', 'gauge'],
      ['failed_payments_total', 'counter'],
      ['circuit_breaker_state', 'gauge'],
    ]) {
      expect(text).toContain(`# TYPE ${name} ${type}`);
    }
    expect(text).toContain('circuit_breaker_state{dependency="payment service"} 0');
  });
});

describe('what is counted', () => {
  it('of requests is by the path of the endpoint, never by what was asked for', async () => {
    env().METRICS_TOKEN = token;
    const id = crypto.randomUUID();
    const person = await makePerson();
    const headers = await bearerOf(person);
    await getJob(new Request(`${env().APP_URL}/api/jobs/${id}`, { headers }), {
      params: Promise.resolve({ id }),
    });
    await postMetrics(new Request(`${env().APP_URL}/api/metrics?${id}`, { method: 'POST' }));
    const text = await told();
    expect(text).toContain('api_requests_total{method="GET",route="/api/jobs/{id}",status="404"} 1');
    expect(text).toMatch(/api_request_duration_seconds_count\{method="GET",route="\/api\/jobs\/\{id\}"\} 1/);
    expect(text).toMatch(/api_requests_total\{method="POST",route="unmatched",status="405"\} \d/);
    expect(text).toMatch(/auth_jwt_validation_duration_seconds_count [1-9]/);
    expect(text).not.toContain(id);
    expect(text).not.toContain(person.userId);
  });

  it('of people is by the plan and the saved jobs of the organization for which they act', async () => {
    env().METRICS_TOKEN = token;
    const before = await told();
    const [owner, member] = [await makePerson(), await makePerson()];
    await givePlan(owner.organizationId, 'enterprise');
    await joinOrganization(member, owner.organizationId, 'member');
    await asService('test.act', (tx) =>
      tx.user.update({ where: { id: member.userId }, data: { activeOrganizationId: owner.organizationId } }),
    );
    await asTenant(owner, (tx) =>
      consumeUsage(tx, owner, { key: crypto.randomUUID(), items: { saved_jobs: 1_001 } }),
    );
    const after = await told();
    const grew = (line: string) => numberAt(after, line) - numberAt(before, line);
    expect(grew('subscription_plan_users{plan="enterprise"}')).toBe(2);
    expect(grew('usage_jobs_used_per_user_count{plan="enterprise"}')).toBe(2);
    expect(grew('usage_jobs_used_per_user_bucket{le="1000",plan="enterprise"}')).toBe(0);
    expect(grew('usage_jobs_used_per_user_sum{plan="enterprise"}')).toBe(2_002);
    expect(grew('active_subscriptions{tier="enterprise"}')).toBe(1);
  });

  async function told(): Promise<string> {
    forgetBusinessMetrics();
    return (await getMetrics(request('/api/metrics', `Bearer ${token}`))).text();
  }
});

describe('GET /api/health/ready', () => {
  const ask = () => getReady(request('/api/health/ready'));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    forgetReadiness();
  });

  it('tells each dependency with its state, and no secret', async () => {
    forgetReadiness();
    const answer = await ask();
    expect(answer.status).toBe(200);
    const { dependencies } = await answer.json();
    expect(dependencies).toEqual([
      { name: 'database', state: 'up', required: true, latencyMs: expect.any(Number) },
      { name: 'cache', state: 'up', required: false, latencyMs: expect.any(Number) },
      { name: 'sign-in service', state: 'up', required: false, latencyMs: expect.any(Number) },
      { name: 'payment service', state: 'up', required: false, latencyMs: null },
      // No worker runs here; what the tests have left may be old.
      {
        name: 'worker',
        state: expect.stringMatching(/^(up|behind)$/),
        required: false,
        latencyMs: expect.any(Number),
      },
    ]);
  });

  it('is ready without Supabase and Redis, and says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const answer = await ask();
    expect(answer.status).toBe(200);
    const body = await answer.json();
    expect(body.status).toBe('degraded');
    expect(stateIn(body, 'cache')).toBe('down');
    expect(stateIn(body, 'sign-in service')).toBe('down');
    expect(stateIn(body, 'database')).toBe('up');
  });

  it('is not ready without the database, and tells all the same', async () => {
    await disconnect();
    const before = env().DATABASE_URL;
    env().DATABASE_URL = 'postgresql://nobody:secret-password@127.0.0.1:1/none';
    try {
      const answer = await ask();
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('2');
      const text = await answer.text();
      expect(text).not.toContain('secret-password');
      const problem = JSON.parse(text);
      expect(problem).toMatchObject({ error: 'unavailable', dependency: 'database' });
      expect(stateIn(problem, 'database')).toBe('down');
      expect(stateIn(problem, 'sign-in service')).toBe('up');
    } finally {
      await disconnect();
      env().DATABASE_URL = before;
    }
  });

  it('asks nobody more than once in two seconds, however often it is asked', async () => {
    const asked = vi.fn(fetch);
    vi.stubGlobal('fetch', asked);
    forgetReadiness();
    await Promise.all(Array.from({ length: 50 }, ask));
    expect(asked.mock.calls.filter(([url]) => String(url).includes('jwks'))).toHaveLength(1);
  });

  it('tells the worker behind when what it does each minute was not done for minutes', async () => {
    await asService(
      'test.lag',
      (tx) => tx.$executeRaw`update app.usage_cursors set updated_at = now() - interval '1 hour'`,
    );
    expect(stateIn(await (await ask()).json(), 'worker')).toBe('behind');
    await aggregateUsage();
  });

  function stateIn({ dependencies }: { dependencies: DependencyState[] }, wanted: DependencyState['name']) {
    return dependencies.find(({ name }) => name === wanted)?.state;
  }
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

async function bearerOf(person: TestPerson): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${accessTokenIn(await sessionCookiesOf(person))}` };
}

function numberAt(text: string, line: string): number {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? 0);
}
