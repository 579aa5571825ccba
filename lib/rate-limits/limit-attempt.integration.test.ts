import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { env } from '@/lib/env';
import { rateLimitDecisions } from '@/lib/observability';
import { CACHE_WAIT_MS } from '@/lib/resilience';
import { limitAttempt, limitFailures } from './limit-attempt';
import { attemptPolicies } from './policies';

const MINUTE = 60_000;
/** The beginning of an hour, so that no window turns by itself within a test. */
const start = Math.ceil(Date.now() / (60 * MINUTE)) * 60 * MINUTE;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('attempts', () => {
  it.each([
    ['sign-in', 10],
    ['sign-up', 5],
    ['password-reset', 5],
    ['mailed-link', 10],
    ['one-time-code', 10],
  ] as const)('to %s pass %i times an hour from one address, whoever is meant', async (policy, limit) => {
    const headers = from(anAddress());
    for (let i = 0; i < limit; i++) await limitAttempt(policy, { headers, account: anAccount() });
    await expect(limitAttempt(policy, { headers, account: anAccount() })).rejects.toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded',
      extras: { retryAfterSeconds: expect.any(Number) },
    });
    await limitAttempt(policy, { headers: from(anAddress()), account: anAccount() });
  });

  it('pass only so often for one account, from wherever they come, and again when it was said', async () => {
    const account = anAccount();
    const attempt = () => limitAttempt('sign-in', { headers: from(anAddress()), account });
    for (let i = 0; i < 10; i++) await attempt();
    const refused = await attempt().catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429, message: 'Too many attempts. Try again in 16 minutes.' });
    vi.setSystemTime(start + 16 * MINUTE);
    await attempt();
  });

  it('are those of one account however its address is written', async () => {
    const account = anAccount();
    for (let i = 0; i < 5; i++)
      await limitAttempt('sign-up', {
        headers: from(anAddress()),
        account: i % 2 ? account.toUpperCase() : ` ${account}`,
      });
    await expect(limitAttempt('sign-up', { headers: from(anAddress()), account })).rejects.toMatchObject({
      status: 429,
    });
  });

  it('pass exactly as often when they come at once', async () => {
    const headers = from(anAddress());
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => limitAttempt('sign-in', { headers, account: anAccount() })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  it('that an address may not make any more use up nobody’s account', async () => {
    const [headers, victim] = [from(anAddress()), anAccount()];
    for (let i = 0; i < 10; i++) await limitAttempt('sign-in', { headers, account: anAccount() });
    for (let i = 0; i < 20; i++) await limitAttempt('sign-in', { headers, account: victim }).catch(() => {});
    for (let i = 0; i < 10; i++)
      await limitAttempt('sign-in', { headers: from(anAddress()), account: victim });
  });

  it('from one IPv6 network are of one address, and what a caller writes before it changes nothing', async () => {
    const network = `2001:db8:${anHex()}:${anHex()}`;
    for (let i = 0; i < 5; i++) {
      const headers = from(`198.51.100.${i}, ${network}:${anHex()}::${i}`);
      await limitAttempt('sign-up', { headers, account: anAccount() });
    }
    await expect(
      limitAttempt('sign-up', { headers: from(`${network}::99`), account: anAccount() }),
    ).rejects.toMatchObject({ status: 429 });
  });

  it('count alone when they fail', async () => {
    const who = { headers: from(anAddress()), account: anAccount() };
    const signIn = (outcome: string) =>
      limitFailures(
        'sign-in',
        who,
        async () => outcome,
        (came) => came === 'wrong',
      );
    for (let i = 0; i < 30; i++) expect(await signIn('right')).toBe('right');
    for (let i = 0; i < 10; i++) {
      const down = limitFailures(
        'sign-in',
        who,
        () => Promise.reject(new Error('down')),
        () => true,
      );
      await expect(down).rejects.toThrow('down');
      await signIn('wrong');
    }
    await expect(signIn('right')).rejects.toMatchObject({ status: 429 });
  });

  it('of whoever works on this machine are not limited by address, but by account', async () => {
    for (const headers of [new Headers(), from('127.0.0.1'), from('::1')]) {
      const account = anAccount();
      for (let i = 0; i < 20; i++) await limitAttempt('sign-in', { headers, account: anAccount() });
      for (let i = 0; i < 10; i++) await limitAttempt('sign-in', { headers, account });
      await expect(limitAttempt('sign-in', { headers, account })).rejects.toMatchObject({ status: 429 });
    }
  });

  it('keep no address of a person in Redis', async () => {
    const sent = vi.spyOn(globalThis, 'fetch');
    const account = anAccount();
    await limitAttempt('sign-in', { headers: from(anAddress()), account });
    expect(sent).toHaveBeenCalledTimes(1);
    expect(String(sent.mock.calls[0]?.[1]?.body)).not.toContain(account.split('@')[0]);
  });
});

describe('while Redis does not answer', () => {
  it('the limits hold in this process, nobody waits long, and it is counted', async () => {
    const real = globalThis.fetch;
    // Takes the question and never answers.
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
      String(input).startsWith(env().UPSTASH_REDIS_REST_URL)
        ? new Promise((_, reject) =>
            init?.signal?.addEventListener('abort', () => reject(new Error('no answer'))),
          )
        : real(input, init),
    );
    const headers = from(anAddress());
    const before = await countOf('sign-up', 'memory');
    const began = performance.now();
    const limit = attemptPolicies['sign-up'].address.limit;
    for (let i = 0; i < limit; i++) await limitAttempt('sign-up', { headers, account: anAccount() });
    await expect(limitAttempt('sign-up', { headers, account: anAccount() })).rejects.toMatchObject({
      status: 429,
    });
    // After three in vain nobody waits any more.
    expect(performance.now() - began).toBeLessThan(3 * CACHE_WAIT_MS + 1_000);
    expect(await countOf('sign-up', 'memory')).toBe(before + limit + 1);
  });
});

function from(forwarded: string): Headers {
  return new Headers({ 'x-forwarded-for': forwarded });
}

function anAddress(): string {
  return `10.${byte()}.${byte()}.${byte()}`;
}

function byte(): number {
  return Math.floor(Math.random() * 256);
}

function anHex(): string {
  return Math.floor(Math.random() * 0xffff).toString(16);
}

function anAccount(): string {
  return `person-${crypto.randomUUID()}@example.test`;
}

async function countOf(policy: string, by: string): Promise<number> {
  const { values } = await rateLimitDecisions.get();
  return values
    .filter(({ labels }) => labels.policy === policy && labels.by === by)
    .reduce((sum, { value }) => sum + value, 0);
}
