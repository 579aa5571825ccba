import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findProgram } from '../shared/find-program';
import { resolvePort } from '../shared/ports';
import { processFacts } from '../shared/processes';
import { type LocalUpstash, startUpstash } from './index';

const token = 'upstash_local_test';
const hasRedis = (await findProgram('redis-server')) !== undefined;
const engines = hasRedis ? (['redis', 'mock'] as const) : (['mock'] as const);

describe.each(engines)('the Upstash bridge over %s', (engine) => {
  let dataDir: string;
  let service: LocalUpstash;
  let redis: Redis;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'foothold-upstash-'));
    service = await startUpstash({ port: 0, redisPort: 0, dataDir, token, engine });
    redis = new Redis({ url: service.url, token, retry: false, enableTelemetry: false });
  });
  afterAll(async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await redis.flushall();
  });

  it('says which engine it is', () => {
    expect(service.engine).toBe(engine);
  });

  it('carries strings, JSON, numbers, nulls, text beyond ASCII and hashes both ways', async () => {
    expect(await redis.set('s', 'Grüße, 世界 ✓', { ex: 100 })).toBe('OK');
    expect(await redis.get('s')).toBe('Grüße, 世界 ✓');
    expect(await redis.ttl('s')).toBeGreaterThan(0);
    await redis.set('o', { plan: 'pro', limit: 10 });
    expect(await redis.get('o')).toEqual({ plan: 'pro', limit: 10 });
    expect(await redis.get('missing')).toBeNull();
    expect(await redis.incrby('n', 5)).toBe(5);
    await redis.hset('h', { a: 1, b: 'two' });
    expect(await redis.hgetall('h')).toEqual({ a: 1, b: 'two' });
    expect(await redis.hmget('h', 'a', 'none')).toEqual({ a: 1, none: null });
    expect(await redis.mget('s', 'missing')).toEqual(['Grüße, 世界 ✓', null]);
    await redis.set('ok', 'OK');
    expect(await redis.mget('ok')).toEqual(['OK']);
  });

  it('honours SET NX, so that one of two wins', async () => {
    const both = await Promise.all([redis.set('lock', 1, { nx: true }), redis.set('lock', 2, { nx: true })]);
    expect(both.sort()).toEqual(['OK', null]);
  });

  it('scans and keeps sorted sets', async () => {
    await redis.mset({ 'a:1': 1, 'a:2': 2, b: 3 });
    const [, keys] = await redis.scan(0, { match: 'a:*', count: 100 });
    expect(keys.sort()).toEqual(['a:1', 'a:2']);
    await redis.zadd('z', { score: 2, member: 'second' }, { score: 1, member: 'first' });
    expect(await redis.zrange('z', 0, -1)).toEqual(['first', 'second']);
  });

  it('answers a pipeline in order and keeps going past an error', async () => {
    const results = await redis
      .pipeline()
      .set('word', 'text')
      .incr('word')
      .get('word')
      .exec({ keepErrors: true });
    expect(results[0]?.result).toBe('OK');
    expect(results[1]?.error).toMatch(/not an integer/);
    expect(results[2]?.result).toBe('text');
  });

  it('runs a transaction as one piece', async () => {
    await redis.set('counter', 0);
    const one = () => redis.multi().incr('counter').incr('counter').exec<[number, number]>();
    const all = await Promise.all(Array.from({ length: 20 }, one));
    expect(all.every(([first, second]) => second === first + 1)).toBe(true);
    expect(await redis.get('counter')).toBe(40);
  });

  it('runs scripts, by text and by hash, with Redis’s conversions', async () => {
    const script = `
      redis.call('HSET', KEYS[1], 'a', ARGV[1])
      local values = redis.call('HMGET', KEYS[1], 'a', 'none')
      local list = {}
      list[1] = values[1]
      list[2] = values[2] == false
      list[3] = 2.9
      list[4] = redis.call('GET', 'nowhere')
      list[5] = { 'in', 'side' }
      return list`;
    expect(await redis.eval(script, ['h'], ['quote " and \\ and ü'])).toEqual([
      'quote " and \\ and ü',
      1,
      2,
      null,
      ['in', 'side'],
    ]);
    const sha = await redis.scriptLoad('return ARGV[1] + 1');
    expect(await redis.evalsha(sha, [], ['41'])).toBe(42);
    await expect(redis.evalsha('0'.repeat(40), [], [])).rejects.toThrow(/NOSCRIPT/);
  });

  it.each([
    ['fixedWindow', Ratelimit.fixedWindow(25, '1 h')],
    ['slidingWindow', Ratelimit.slidingWindow(25, '1 h')],
    ['tokenBucket', Ratelimit.tokenBucket(25, '1 h', 25)],
  ] as const)('lets exactly 25 of 100 concurrent calls pass at limit 25 (%s)', async (name, limiter) => {
    const limit = new Ratelimit({ redis, limiter, prefix: name, ephemeralCache: false, timeout: 0 });
    // A window that turns in the middle would rightly let more pass.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T12:30:00Z') });
    try {
      const all = await Promise.all(Array.from({ length: 100 }, () => limit.limit('someone')));
      expect(all.filter(({ success }) => success)).toHaveLength(25);
      expect((await limit.limit('someone else')).remaining).toBe(24);
      expect((await limit.getRemaining('someone')).remaining).toBe(0);
      await limit.resetUsedTokens('someone');
      expect((await limit.limit('someone')).success).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses a wrong token, what is no command, and commands of a connection', async () => {
    const stranger = new Redis({ url: service.url, token: 'wrong', retry: false, enableTelemetry: false });
    await expect(stranger.get('s')).rejects.toThrow(/Unauthorized/);
    const post = (body: string, path = '/') =>
      fetch(service.url + path, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } });
    for (const body of ['{', '{}', '[]', '["NOSUCH"]', '["SUBSCRIBE","x"]']) {
      const response = await post(body);
      expect([body, response.status]).toEqual([body, 400]);
      expect(await response.json()).toHaveProperty('error');
    }
    expect((await post('["SET"]', '/pipeline')).status).toBe(400);
    expect((await post(JSON.stringify(['SET', 'k', 'x'.repeat(1_048_576)]))).status).toBe(413);
  });

  it('takes a command in the path and answers plainly when no encoding is asked for', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const set = await fetch(`${service.url}/set/pa%20th/value?EX=100`, { headers });
    expect(await set.json()).toEqual({ result: 'OK' });
    const get = await fetch(`${service.url}/get/pa%20th?_token=${token}`);
    expect(await get.json()).toEqual({ result: 'value' });
  });
});

describe.runIf(hasRedis)('redis-server behind the bridge', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'foothold-upstash-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const start = () => startUpstash({ port: 0, redisPort: 0, dataDir, token, engine: 'auto' });
  const client = (url: string) => new Redis({ url, token, retry: false, enableTelemetry: false });

  it('keeps the data across a stop and a start, and ends with the bridge', async () => {
    const first = await start();
    await client(first.url).set('kept', 'yes');
    const pid = Number(await readFile(join(dataDir, 'redis.pid'), 'utf8'));
    await first.stop();
    expect(await processFacts(pid)).toBeUndefined();
    const second = await start();
    expect(await client(second.url).get('kept')).toBe('yes');
    await second.stop();
  });

  it('refuses a data folder that a living copy uses', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(/in use by another running copy/);
    await first.stop();
  });

  it('starts again on the data of a run whose process was killed', async () => {
    const script = `
      import { startUpstash } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const { url } = await startUpstash({ port: 0, redisPort: 0, dataDir: ${JSON.stringify(dataDir)},
        token: ${JSON.stringify(token)}, engine: 'redis' });
      console.log(url);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      parent.stdout.on('data', (chunk) => resolve(String(chunk).trim())),
    );
    await client(url).set('survived', 'yes');
    const exited = new Promise((resolve) => parent.once('exit', resolve));
    parent.kill('SIGKILL');
    await exited;
    const next = await start();
    expect(await client(next.url).get('survived')).toBe('yes');
    await next.stop();
  });

  it('says in a sentence which port is taken, and leaves no redis-server behind', async () => {
    const blocker = createServer();
    const port = await resolvePort(0, 'test');
    await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve));
    await expect(startUpstash({ port: 0, redisPort: port, dataDir, token })).rejects.toThrow(
      `Port ${port} is already taken by another program; redis-server needs it.`,
    );
    await expect(startUpstash({ port, redisPort: 0, dataDir, token })).rejects.toThrow(
      `Port ${port} is already taken by another program; the Upstash bridge needs it.`,
    );
    const pid = Number(await readFile(join(dataDir, 'redis.pid'), 'utf8'));
    expect(await processFacts(pid)).toBeUndefined();
    await new Promise((resolve) => blocker.close(resolve));
  });
});
