import { Redis } from '@upstash/redis/cloudflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { refreshEntitlements, removeOverride, setOverride } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { API_CALLS_KEY, apiCallField } from '@/lib/usage/edge';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { startUpstash } from '@/local/upstash';
import { edgeKeys } from '../edge-keys';
import { checkCallerIn } from './check-caller';
import type { Question } from './finding';
import type { SecretCaller, SessionCaller } from './session-of';

/** In the middle of a window, so that none turns within a test. */
const now = Math.floor(Date.now() / 60_000) * 60_000 + 30_000;

const call = { isLimited: true, isApiCall: true, feature: null, address: '203.0.113.7' } as const;

afterAll(disconnect);

describe.each(['redis', 'mock'] as const)('what Redis says of a caller (%s)', (engine) => {
  let redis: Redis;
  let stop = async () => {};
  let person: TestPerson;

  beforeAll(async () => {
    person = await makePerson();
    const options = {
      automaticDeserialization: false,
      responseEncoding: false,
      enableTelemetry: false,
    } as const;
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
    const local = new Redis({ url, token, ...options });
    if (engine === 'redis') {
      redis = local;
      return;
    }
    const mock = await startUpstash({ port: 0, redisPort: 0, dataDir: '', token, engine });
    stop = mock.stop;
    redis = new Redis({ url: mock.url, token, ...options });
  });
  afterAll(() => stop());

  /** Somebody new who acts for the organization of `person`, or for one that is not known here. */
  async function someone(organizationId?: string): Promise<Question<SessionCaller>> {
    const userId = crypto.randomUUID();
    if (organizationId) await redis.set(edgeKeys.acting(userId), organizationId);
    const caller = { userId, sessionId: crypto.randomUUID(), from: 'bearer' } as const;
    return { caller: { kind: 'session', ...caller }, ...call };
  }

  const check = (question: Question, at = now) => checkCallerIn(redis, question, at);
  const callsOf = async ({ caller }: Question<SessionCaller>) =>
    Number(await redis.hget(API_CALLS_KEY, apiCallField(caller.userId, new Date(now))));

  /** Puts the snapshot of `person`'s organization, made anew, where this Redis has it. */
  async function snapshot(): Promise<string> {
    const { organizationId } = person;
    await refreshEntitlements(organizationId);
    if (engine === 'redis') return organizationId;
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
    const local = new Redis({ url, token, automaticDeserialization: false });
    for (const key of [`entitlements:${organizationId}`, 'catalogue:version'])
      await redis.set(key, await local.get<string>(key));
    return organizationId;
  }

  it('refuses a revoked session and a blocked user, and counts nothing of theirs', async () => {
    const revoked = await someone();
    await redis.set(edgeKeys.revokedSession(revoked.caller.sessionId), '1');
    expect(await check(revoked)).toEqual({ state: 'revoked' });
    for (const state of ['suspended', 'gone'] as const) {
      const blocked = await someone();
      await redis.set(edgeKeys.blockedUser(blocked.caller.userId), state);
      expect(await check(blocked)).toEqual({ state });
      expect(await callsOf(blocked)).toBe(0);
    }
    expect(await callsOf(revoked)).toBe(0);
  });

  it('limits by the plan of the organization that the user acts for, with its overrides', async () => {
    await givePlan(person.organizationId, 'pro');
    expect(await check(await someone(await snapshot()))).toMatchObject({
      state: 'known',
      unsure: null,
      standing: { limit: 300, remaining: 299, passed: true, seconds: 30 },
    });
    await setOverride(
      person.organizationId,
      { kind: 'rate_limit', subject: 'session_requests_per_minute', rate: 7 },
      { reason: 'a test' },
    );
    expect(await check(await someone(await snapshot()))).toMatchObject({ standing: { limit: 7 } });
    const subject = 'session_requests_per_minute';
    await removeOverride(person.organizationId, { kind: 'rate_limit', subject });
  });

  it('limits as the free plan does who acts for nobody known, and says that it is unsure', async () => {
    const lost = await someone(crypto.randomUUID());
    for (const question of [await someone(), lost]) {
      expect(await check(question)).toMatchObject({ unsure: 'plan', standing: { limit: 60 } });
    }
  });

  it('goes on with the last known limit when a snapshot is out of date, and says that it is unsure', async () => {
    const question = await someone(await snapshot());
    const { standing } = expectKnown(await check(question));
    expect(await check(question, Date.now() + 61_000)).toMatchObject({
      unsure: 'plan',
      standing: { limit: standing?.limit },
    });
  });

  it('lets exactly as many of many at once pass as the limit says, and counts those alone as calls', async () => {
    const question = await someone();
    const findings = await Promise.all(Array.from({ length: 100 }, () => check(question)));
    const passed = findings.filter((finding) => expectKnown(finding).standing?.passed);
    expect(passed).toHaveLength(60);
    expect(await callsOf(question)).toBe(60);
    const refused = expectKnown(await check(question)).standing;
    expect(refused).toMatchObject({ passed: false, remaining: 0, seconds: 31 });
    // Who waits as long as was said is let in.
    const later = now + (refused?.seconds ?? 0) * 1000;
    expect(await check(question, later)).toMatchObject({ standing: { passed: true } });
  });

  it('knows whether the organization has what the route needs, and counts no call that it lacks', async () => {
    await givePlan(person.organizationId, 'team');
    const organizationId = await snapshot();
    const having = { ...(await someone(organizationId)), feature: 'audit_log' } as const;
    expect(await check(having)).toMatchObject({ lacksFeature: false });
    expect(await callsOf(having)).toBe(1);
    await givePlan(person.organizationId, 'basic');
    const lacking = { ...(await someone(await snapshot())), feature: 'audit_log' } as const;
    expect(await check(lacking)).toMatchObject({ lacksFeature: true });
    expect(await callsOf(lacking)).toBe(0);
    // What is not known is the handler's to decide.
    const unknown = { ...(await someone()), feature: 'audit_log' } as const;
    expect(await check(unknown)).toMatchObject({ lacksFeature: false });
  });

  it('neither limits nor counts what only shows a page', async () => {
    const question = { ...(await someone()), isLimited: false, isApiCall: false };
    expect(await check(question)).toMatchObject({ state: 'known', standing: null });
    expect(await callsOf(question)).toBe(0);
    expect(await check({ ...question, isLimited: true })).toMatchObject({ standing: { remaining: 59 } });
  });

  /** A key of the organization, or a token of its owner's extension, as the edge was told of it. */
  async function aSecret(kind: 'api_key' | 'extension', organizationId: string) {
    const [hash, id, userId] = [anHash(), crypto.randomUUID(), crypto.randomUUID()];
    const secret = { id, kind, userId, organizationId, scopes: ['jobs:read'], expiresAt: null };
    await redis.set(edgeKeys.secret(hash), JSON.stringify(secret));
    return { id, userId, question: { ...call, caller: { kind: 'secret', hash } } satisfies Question };
  }

  it('limits a key by the hour and its organization’s plan, each key for itself', async () => {
    await givePlan(person.organizationId, 'pro');
    const organizationId = await snapshot();
    const { question } = await aSecret('api_key', organizationId);
    const expected = { policy: 'api_key', limit: 500, windowMs: 3_600_000 };
    expect(await check(question)).toMatchObject({ unsure: null, standing: { ...expected, remaining: 499 } });
    expect(await check(question)).toMatchObject({ standing: { remaining: 498 } });
    const other = await aSecret('api_key', organizationId);
    expect(await check(other.question)).toMatchObject({ standing: { remaining: 499 } });
  });

  it('limits the extension as its person, with what they do in the browser', async () => {
    const organizationId = await snapshot();
    const { question, userId } = await aSecret('extension', organizationId);
    const expected = { policy: 'session', limit: 300, windowMs: 60_000 };
    expect(await check(question)).toMatchObject({ standing: { ...expected, remaining: 299 } });
    const inBrowser = await someone();
    await redis.set(edgeKeys.acting(userId), organizationId);
    const same = { ...inBrowser, caller: { ...inBrowser.caller, userId } };
    expect(await check(same)).toMatchObject({ standing: { ...expected, remaining: 298 } });
    expect(await callsOf(same)).toBe(1);
    // It goes where its person has gone, and no further than what is known of that.
    await redis.set(edgeKeys.acting(userId), crypto.randomUUID());
    expect(await check(question)).toMatchObject({ unsure: 'plan', standing: { limit: 60, remaining: 57 } });
  });

  it('refuses a secret that is revoked, whose user is blocked, or that is known to be wrong', async () => {
    const { question, id, userId } = await aSecret('extension', person.organizationId);
    await redis.set(edgeKeys.blockedUser(userId), 'suspended');
    expect(await check(question)).toEqual({ state: 'suspended' });
    await redis.set(edgeKeys.revokedSession(id), '1');
    expect(await check(question)).toEqual({ state: 'revoked' });
    const wrong = anHash();
    const detail = 'This “key” was revoked.';
    await redis.set(edgeKeys.wrongSecret(wrong), detail);
    expect(await check(guess(wrong))).toEqual({ state: 'wrong-secret', detail });
  });

  it('passes on only so many unknown secrets from one address, while known ones from there are let through', async () => {
    const address = anHash();
    const all = await Promise.all(Array.from({ length: 300 }, () => check(guess(anHash(), address))));
    const passed = all.filter(({ state }) => state === 'known');
    expect(passed).toHaveLength(100);
    expect(passed[0]).toMatchObject({ unsure: 'secret', standing: { policy: 'api_key', limit: 50 } });
    expect(all.at(-1)).toEqual({ state: 'guessing', seconds: expect.any(Number) });
    const { question } = await aSecret('api_key', person.organizationId);
    expect(await check({ ...question, address })).toMatchObject({ state: 'known' });
    expect(await check(guess(anHash(), anHash()))).toMatchObject({ state: 'known' });
  });

  it('does not count guesses where limits by address do not hold', async () => {
    const all = await Promise.all(Array.from({ length: 120 }, () => check(guess(anHash(), null))));
    expect(all.filter(({ state }) => state === 'known')).toHaveLength(120);
  });
});

function guess(hash: string, address: string | null = anHash()): Question<SecretCaller> {
  return { ...call, address, caller: { kind: 'secret', hash } };
}

function anHash(): string {
  return crypto.randomUUID().replaceAll('-', '').repeat(2);
}

function expectKnown(finding: Awaited<ReturnType<typeof checkCallerIn>>) {
  if (finding.state !== 'known') throw new Error(`It is ${finding.state}.`);
  return finding;
}
