import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { processWebhookEvents, receiveWebhook } from '@/lib/billing';
import {
  buy,
  clearFaults,
  effectivePlan,
  eventsAbout,
  makeOwner,
  orderFault,
  webhookRequest,
} from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';

/** What was missed or failed is found by a sweep that comes each minute: whoever waits for less fails by the clock. */
const patience = { timeout: 150_000 };

const children: ChildProcess[] = [];
// What other tests left to be processed would come before what these wait for.
beforeAll(async () => {
  await asService('test.events', (tx) => tx.webhookEvent.deleteMany());
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await clearFaults();
});
afterAll(disconnect);

// Each waits for processes of its own, which begin slowly on a busy machine.
describe('the worker', { timeout: 400_000 }, () => {
  it('processes a webhook as soon as it is stored, and ends when told to', async () => {
    const worker = await startedWorker();
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await deliverAll(customer);
    await expect.poll(() => effectivePlan(owner), patience).toBe('pro');

    worker.kill('SIGTERM');
    expect(await exitOf(worker)).toEqual({ code: 0, signal: null });
  });

  it('finds on its start what was stored while no worker ran', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await deliverAll(customer);
    await startedWorker();
    await expect.poll(() => effectivePlan(owner), patience).toBe('pro');
  });

  it('loses nothing when it is killed in the middle of a sync', async () => {
    const worker = await startedWorker();
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await orderFault({
      method: 'GET',
      path: '/v1/subscriptions',
      delay_ms: 60_000,
      effect: 'none',
      times: 1,
    });
    await deliverAll(customer);
    await expect.poll(syncsUnderWay, patience).toBe(1);

    worker.kill('SIGKILL');
    await exitOf(worker);
    await clearFaults();
    await expect.poll(syncsUnderWay, patience).toBe(0);
    expect(await effectivePlan(owner)).toBe('free');

    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('tells what it has counted to whoever has the token', async () => {
    const port = await freePort();
    const token = 'a-token-of-the-operator';
    const worker = await startedWorker({ METRICS_TOKEN: token, WORKER_METRICS_PORT: String(port) });
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await deliverAll(customer);
    await expect.poll(() => effectivePlan(owner), patience).toBe('pro');
    const answer = (headers: Record<string, string>, path = '/metrics') =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers });
    const authorization = `Bearer ${token}`;
    expect((await answer({})).status).toBe(401);
    expect((await answer({ authorization }, '/')).status).toBe(404);
    await expect
      .poll(async () => (await answer({ authorization })).text())
      .toMatch(/billing_webhook_processing_total\{type="invoice.paid",outcome="processed"\} [1-9]/);
    worker.kill('SIGTERM');
    expect(await exitOf(worker)).toEqual({ code: 0, signal: null });
  });

  it('says in one sentence why it cannot start', async () => {
    const worker = spawnWorker({ DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/nowhere' });
    let said = '';
    worker.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    expect(await exitOf(worker)).toEqual({ code: 1, signal: null });
    expect(said.trim()).toBe('The worker cannot run: connect ECONNREFUSED 127.0.0.1:1');
  });

  it('names the variable that is missing', async () => {
    const worker = spawnWorker({ STRIPE_WEBHOOK_SECRET: '' });
    let said = '';
    worker.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    expect(await exitOf(worker)).toEqual({ code: 1, signal: null });
    expect(said).toContain('STRIPE_WEBHOOK_SECRET is missing.');
    expect(said).not.toContain('    at ');
  });
});

function spawnWorker(variables: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker/index.ts'], {
    env: { ...process.env, LOG_LEVEL: 'info', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk;
    });
  onTestFailed(() => console.error(`The worker said:\n${said}`));
  return child;
}

async function startedWorker(variables: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawnWorker(variables);
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  await expect.poll(() => said, patience).toContain('worker ready');
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

async function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode };
}

async function deliverAll(customer: string): Promise<void> {
  for (const event of await eventsAbout(customer)) {
    const request = webhookRequest(event);
    await receiveWebhook({
      rawBody: new Uint8Array(await request.arrayBuffer()),
      signature: request.headers.get('stripe-signature'),
    });
  }
}

/** How many transactions hold a customer's lock. */
async function syncsUnderWay(): Promise<number> {
  const [row] = await asService(
    'test.locks',
    (tx) => tx.$queryRaw<{ held: bigint }[]>`
      select count(*) as held from pg_locks
      where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return Number(row?.held);
}
