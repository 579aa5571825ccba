import { decodeJwt, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as getMe } from '@/app/api/auth/me/route';
import { GET as getJobs } from '@/app/api/jobs/route';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, resigned, sessionCookiesOf, withAccessToken } from '@/local/test/sessions';
import { makeKey, principalFor } from '../api-keys/test-support';
import { KEYS_FRESH_MS } from '../key-set';
import { makeSecret } from '../secret-token';
import type { SentCookie } from '../session-cookie';
import { answerOf, awayFromTurnOfMinute, endedSession, pass, passed } from './test-support';

const { UPSTASH_REDIS_REST_URL: redisUrl, SUPABASE_URL: supabaseUrl } = env();
const jwksUrl = `${supabaseUrl}/auth/v1/.well-known/jwks.json`;
const realFetch = globalThis.fetch;

let cookies: SentCookie[];
beforeEach(async () => {
  cookies = await sessionCookiesOf(await makePerson());
  // The keys are fetched before any test takes Supabase away.
  await pass('/jobs', cookies);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});
afterAll(disconnect);

describe('Supabase stopped', () => {
  it('who is signed in stays so until the token ends', async () => {
    stop(supabaseUrl);
    expect(passed(await pass('/jobs', cookies))).toBe(true);
    expect((await answerOf(getMe, '/api/auth/me', cookies)).status).toBe(200);
  });

  it('who needs a new token is told that signing in does not work right now, and is not signed out', async () => {
    const ended = await endedSession();
    stop(supabaseUrl);
    const page = await pass('/jobs', ended);
    expect(page.headers.get('location')).toContain('/sign-in?notice=unavailable&next=%2Fjobs');
    expect(page.cookies.getAll()).toEqual([]);
    const api = await pass('/api/jobs', ended);
    expect(api.status).toBe(503);
    expect(await api.json()).toMatchObject({
      error: 'unavailable',
      dependency: 'sign-in service',
      retryAfterSeconds: 5,
    });
    vi.unstubAllGlobals();
    expect(passed(await pass('/jobs', ended))).toBe(true);
  });

  it('a script with a key notices nothing', async () => {
    const { secret } = await makeKey(await principalFor(await makePerson()));
    stop(supabaseUrl);
    expect((await answerOf(getJobs, '/api/jobs', [], { 'x-api-key': secret })).status).toBe(200);
  });
});

describe('the signing keys rotated under load', () => {
  it('nobody notices, the keys are asked for once, and a key that is taken away is good for nothing soon', async () => {
    const published: JWK[] = (await (await realFetch(jwksUrl)).json()).keys;
    const asked = vi.fn();
    vi.stubGlobal('fetch', (...[input, init]: Parameters<typeof fetch>) => {
      if (String(input) !== jwksUrl) return realFetch(input, init);
      asked();
      return Promise.resolve(Response.json({ keys: published }));
    });
    const people = await Promise.all(
      Array.from({ length: 20 }, async () => sessionCookiesOf(await makePerson())),
    );
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const old = [...published];
    published.push({ ...(await exportJWK(publicKey)), kid: 'second', alg: 'ES256', use: 'sig' });
    const renewed = await Promise.all(
      people.map(async (each) => {
        const token = await new SignJWT(decodeJwt(accessTokenIn(each)))
          .setProtectedHeader({ alg: 'ES256', kid: 'second', typ: 'JWT' })
          .sign(privateKey);
        return withAccessToken(each, token);
      }),
    );

    const answers = await Promise.all(
      [...people, ...renewed].flatMap((each) => [1, 2, 3, 4].map(() => pass('/jobs', each))),
    );
    expect(answers.filter((answer) => !passed(answer))).toEqual([]);
    expect(asked).toHaveBeenCalledTimes(1);
    const [first = []] = renewed;
    expect((await answerOf(getMe, '/api/auth/me', first)).status).toBe(200);

    // The first key leaked and is taken away: within five minutes its tokens sign nobody in.
    published.splice(0, old.length);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + KEYS_FRESH_MS });
    const [leaked = []] = people;
    expect((await pass('/api/jobs', leaked)).status).toBe(401);
    expect((await pass('/jobs', leaked)).headers.get('location')).toContain('/sign-in?next=%2Fjobs');
    expect(passed(await pass('/jobs', first))).toBe(true);

    published.push(...old);
    vi.setSystemTime(Date.now() + KEYS_FRESH_MS);
    expect(passed(await pass('/jobs', leaked))).toBe(true);
  });
});

describe('a clock that is 60 s off', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const ending = async (inSeconds: number) => {
    const session = await sessionCookiesOf(await makePerson());
    return withAccessToken(session, await resigned(accessTokenIn(session), { exp: seconds() + inSeconds }));
  };
  const skew = (by: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + by });

  it.each([60_000, -60_000])(
    'by %i ms: nobody who is signed in notices, whenever their token ends',
    async (by) => {
      const sessions = await Promise.all([-90, -30, 30, 90, 150, 3_500].map(ending));
      skew(by);
      for (const session of sessions) {
        const response = await pass('/jobs', session);
        expect(passed(response)).toBe(true);
        // What they were given is good, too.
        const given = response.cookies.getAll();
        expect(passed(await pass('/jobs', given.length > 0 ? given : session))).toBe(true);
      }
    },
  );

  it('ahead: a script’s token ends a minute early; behind: a minute late, and not later', async () => {
    const bearer = async (inSeconds: number) => ({
      authorization: `Bearer ${accessTokenIn(await ending(inSeconds))}`,
    });
    const [early, late, over] = await Promise.all([bearer(30), bearer(-30), bearer(-90)]);
    skew(60_000);
    const refused = await answerOf(getJobs, '/api/jobs', [], early);
    expect(refused.status).toBe(401);
    skew(-60_000);
    skew(-60_000);
    expect((await answerOf(getJobs, '/api/jobs', [], late)).status).toBe(200);
    expect((await answerOf(getJobs, '/api/jobs', [], over)).status).toBe(401);
  });
});

describe('ten thousand wrong keys', () => {
  const many = 10_000;
  const from = (address: string, secret: string) => ({ 'x-api-key': secret, 'x-forwarded-for': address });

  it('that cannot be keys ask neither the database nor Redis, and are told to stop', async () => {
    const asked = vi.fn(realFetch);
    vi.stubGlobal('fetch', asked);
    const address = anAddress();
    const statuses = new Map<number, number>();
    for (let i = 0; i < many; i++) {
      const secret = `${makeSecret('fh_test_').slice(0, -6)}000000`;
      const { status } = await pass('/api/jobs', [], from(address, secret));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 100, 429: many - 100 });
    expect(asked).not.toHaveBeenCalled();
  });

  it('that could be keys reach the database a hundred times, and a customer at the same address notices nothing', async () => {
    const { secret: good } = await makeKey(await principalFor(await makePerson()));
    const address = anAddress();
    expect((await answerOf(getJobs, '/api/jobs', [], from(address, good))).status).toBe(200);
    const handler = vi.fn(getJobs);
    const statuses = new Map<number, number>();
    let left = many;
    const lane = async () => {
      while (left-- > 0) {
        const { status } = await answerOf(handler, '/api/jobs', [], from(address, makeSecret('fh_test_')));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    // As many again at most, if this machine was so busy meanwhile that Redis did not answer in time.
    const reached = handler.mock.calls.length;
    expect(reached).toBeGreaterThanOrEqual(100);
    expect(reached).toBeLessThanOrEqual(200);
    expect(Object.fromEntries(statuses)).toEqual({ 401: reached, 429: many - reached });
    expect((await answerOf(getJobs, '/api/jobs', [], from(address, good))).status).toBe(200);
    const refused = await pass('/api/jobs', [], from(address, makeSecret('fh_test_')));
    expect(await refused.json()).toMatchObject({
      error: 'rate_limit_exceeded',
      detail: expect.stringMatching(/^Too many unknown keys\. Try again in /),
    });
  }, 120_000);

  it('and one wrong key ten times asks the database once a minute, and is told the same each time', async () => {
    const address = anAddress();
    const wrong = makeSecret('fh_test_');
    const handler = vi.fn(getJobs);
    const details = new Set();
    for (let i = 0; i < 10; i++) {
      const answer = await answerOf(handler, '/api/jobs', [], from(address, wrong));
      expect(answer.status).toBe(401);
      details.add((await answer.json()).detail);
    }
    expect(handler).toHaveBeenCalledTimes(1);
    expect([...details]).toEqual(['This API key is not known.']);
  });

  it('but right ones that the edge has not seen are no guesses', async () => {
    const principal = await principalFor(await makePerson());
    const { secret } = await makeKey(principal);
    const address = anAddress();
    for (let i = 0; i < 3; i++) await answerOf(getJobs, '/api/jobs', [], from(address, secret));
    // All hundred are there for those that are wrong.
    await expect
      .poll(async () => {
        const answers = await Promise.all(
          Array.from({ length: 100 }, () => pass('/api/jobs', [], from(address, makeSecret('fh_test_')))),
        );
        return answers.filter(passed).length;
      })
      .toBe(100);
  });
});

// The last, because the edge leaves Redis alone for some seconds after this.
describe('Redis stopped', () => {
  it('nobody notices: pages and the API answer, from the database, and limits go on', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await awayFromTurnOfMinute();
    stop(redisUrl);
    expect(passed(await pass('/jobs', cookies))).toBe(true);
    const me = await answerOf(getMe, '/api/auth/me', cookies);
    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({
      plan: { id: 'free' },
      entitlements: { limits: { saved_jobs: { limit: 10 } } },
    });
    const answers = [];
    for (let i = 0; i < 60; i++) answers.push(await pass('/api/jobs', cookies));
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await pass('/api/jobs', [])).status).toBe(401);
  });

  it('an API key is still taken, by the database', async () => {
    const person = await makePerson();
    const { secret } = await makeKey(await principalFor(person));
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    stop(redisUrl);
    const answer = await answerOf(getJobs, '/api/jobs', [], { 'x-api-key': secret });
    expect(answer.status).toBe(200);
  });
});

function anAddress(): string {
  return `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;
}

/** As if whatever is at this address had stopped. */
function stop(url: string): void {
  vi.stubGlobal('fetch', (...[input, init]: Parameters<typeof fetch>) =>
    String(input instanceof Request ? input.url : input).startsWith(url)
      ? Promise.reject(new TypeError('fetch failed'))
      : realFetch(input, init),
  );
}
