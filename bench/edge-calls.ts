import { createLocalJWKSet } from 'jose';
import type { AccessTokenClaims } from '@/lib/auth/access-token';

/** Somebody with a session, some saved jobs, and a rate limit that no bench reaches. */
export type Visitor = { cookie: string; token: string };

/** One call of a kind, for one person after the other. @throws Error when it is not answered as it should be */
export type EdgeCall = (index: number) => Promise<unknown>;

/** See README.md for what each is. */
export type EdgeCalls = Record<
  'verifyFirst' | 'verify' | 'bareRedis' | 'withRedis' | 'handler' | 'whole',
  EdgeCall
>;

/** Makes people with sessions. */
export async function visitors(count: number): Promise<Visitor[]> {
  const { makePerson } = await import('@/local/test/people');
  const { accessTokenIn, cookieHeader, sessionCookiesOf } = await import('@/local/test/sessions');
  const { setOverride } = await import('@/lib/entitlements');
  const { createJob } = await import('@/lib/jobs');
  return Promise.all(
    Array.from({ length: count }, async () => {
      const person = await makePerson();
      const subject = 'session_requests_per_minute';
      const rate = 1_000_000_000;
      await setOverride(person.organizationId, { kind: 'rate_limit', subject, rate }, { reason: 'bench' });
      for (let index = 0; index < 10; index++)
        await createJob(person, { title: `Job ${index}`, company: 'Halcyon Maps' });
      const cookies = await sessionCookiesOf(person);
      return { cookie: cookieHeader(cookies), token: accessTokenIn(cookies) };
    }),
  );
}

/** The calls that are compared, in this process. */
export async function edgeCalls(all: readonly Visitor[]): Promise<EdgeCalls> {
  const { checkAccessToken, checkTokenAgainst } = await import('@/lib/auth/access-token');
  const { createVerifiedTokens } = await import('@/lib/auth/verified-tokens');
  const { answerOf, pass, passed } = await import('@/lib/auth/edge/test-support');
  const { callCache } = await import('@/lib/resilience');
  const { GET } = await import('@/app/api/jobs/route');
  const { env } = await import('@/lib/env');
  const { APP_URL } = env();
  const issuer = `${env().SUPABASE_URL}/auth/v1`;
  const keys = createLocalJWKSet(await (await fetch(`${issuer}/.well-known/jwks.json`)).json());
  const headersOf = (index: number): Record<string, string> => {
    const visitor = all[index % all.length];
    if (!visitor) throw new Error('There is nobody.');
    return { cookie: visitor.cookie };
  };
  const tokenOf = (index: number) => all[index % all.length]?.token ?? '';
  const answered = async (answer: Promise<Response>) => {
    const { status } = await answer;
    if (status !== 200) throw new Error(`The answer was ${status}.`);
  };
  return {
    verifyFirst: async (index) => {
      const verified = createVerifiedTokens<AccessTokenClaims>(1);
      const { state } = await checkTokenAgainst(tokenOf(index), { issuer, keys, verified });
      if (state !== 'valid') throw new Error(`The token is ${state}.`);
    },
    verify: async (index) => {
      const { state } = await checkAccessToken(tokenOf(index));
      if (state !== 'valid') throw new Error(`The token is ${state}.`);
    },
    bareRedis: () => callCache((redis) => redis.ping()),
    withRedis: async (index) => {
      if (!passed(await pass('/api/jobs', [], headersOf(index)))) throw new Error('The middleware refused.');
    },
    handler: (index) => answered(GET(new Request(`${APP_URL}/api/jobs`, { headers: headersOf(index) }))),
    whole: (index) => answered(answerOf(GET, '/api/jobs', [], headersOf(index))),
  };
}

/** Does the work as if nothing were at Redis' address, in this process. */
export async function redisDown(work: () => Promise<void>): Promise<void> {
  const { env } = await import('@/lib/env');
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    String(input).startsWith(env().UPSTASH_REDIS_REST_URL)
      ? Promise.reject(new TypeError('fetch failed'))
      : realFetch(input, init);
  try {
    await work();
  } finally {
    globalThis.fetch = realFetch;
  }
}
