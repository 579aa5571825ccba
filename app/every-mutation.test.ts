import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/**
 * Every server action and every route handler that changes something, found on disk: another site that asks with a good
 * session in the browser is refused before anything else happens.
 */

const asked = vi.hoisted(() => ({ origin: 0, other: [] as string[] }));
const touched = vi.hoisted(() => (what: string) => (): never => {
  asked.other.push(what);
  throw new Error(`asked ${what}`);
});
const foreign = vi.hoisted(() => ({
  origin: 'https://evil.example',
  'sec-fetch-site': 'cross-site',
  'content-type': 'application/json',
  // A session as `@supabase/ssr` writes it; what is in it is of no matter.
  cookie: `__Host-sb-foothold-auth-token=base64-${btoa(JSON.stringify({ access_token: 'a.b.c', refresh_token: 'r' }))}`,
}));

vi.mock('next/headers', () => ({
  headers: async () => new Headers(foreign),
  cookies: async () => ({
    getAll: () => [],
    get: () => undefined,
    set: touched('cookies'),
    delete: touched('cookies'),
  }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => {}, revalidateTag: () => {} }));
vi.mock('@/lib/env', () => ({
  env: () => ({ APP_URL: 'https://foothold.example', LOG_LEVEL: 'silent', EXTENSION_IDS: [] }),
}));
vi.mock('@/lib/auth/same-origin', async (original) => {
  const { isSameOrigin } = await original<typeof import('@/lib/auth/same-origin')>();
  return {
    isSameOrigin: (...given: Parameters<typeof isSameOrigin>) => {
      asked.origin += 1;
      return isSameOrigin(...given);
    },
  };
});
vi.mock('@/lib/db', async (original) => ({
  ...(await original<typeof import('@/lib/db')>()),
  asService: touched('the database'),
  asTenant: touched('the database'),
  callServiceFunction: touched('the database'),
  callTenantFunction: touched('the database'),
}));

beforeEach(() => {
  asked.origin = 0;
  asked.other.length = 0;
  vi.stubGlobal('fetch', touched('the network'));
});

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => join('app', name));

const actionFiles = sources.filter((file) => /^['"]use server['"]/.test(readFileSync(file, 'utf8')));
const actions = (
  await Promise.all(
    actionFiles.map(async (file) =>
      exported(await import(`../${file}`)).map(([name, act]): [string, Callable] => [`${file} ${name}`, act]),
    ),
  )
).flat();

describe('a server action called by another site', () => {
  it('stands in a file of actions, where this test finds it', () => {
    expect(actions.length).toBeGreaterThan(20);
    const elsewhere = sources
      .concat(below('components'), below('lib'))
      .filter(
        (file) => !actionFiles.includes(file) && /^\s*['"]use server['"]/m.test(readFileSync(file, 'utf8')),
      );
    expect(elsewhere).toEqual([]);
  });

  it.each(actions)('%s does nothing', async (_, act) => {
    // Those of forms take the state before and the form; the others take anything.
    const outcome: unknown = await act({ values: {}, problem: null, outcome: null }, new FormData());
    expect(asked).toEqual({ origin: 1, other: [] });
    if (outcome !== undefined)
      expect(outcome).toMatchObject({ problem: { status: 403, error: 'forbidden' } });
  });
});

const handlers = (
  await Promise.all(
    sources
      .filter((file) => file.endsWith('/route.ts'))
      .map(async (file) =>
        exported(await import(`../${file}`))
          .filter(([method]) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
          .map(([method, handle]): [string, string, Callable] => [`${method} ${file}`, method, handle]),
      ),
  )
).flat();

/** What another site may call as well as anybody: none of it goes by the session of the browser. */
const open: Readonly<Record<string, string>> = {
  'POST app/api/billing/webhooks/stripe/route.ts': 'proven by a signature over the body',
  'POST app/api/notifications/unsubscribe/route.ts': 'proven by the signed token of a mail',
  'POST app/api/auth/extension/token/route.ts': 'proven by a code of one use and its verifier',
};

describe('a route called by another site', () => {
  it('is found on disk', () => {
    expect(handlers.length).toBeGreaterThan(50);
    for (const name of Object.keys(open)) expect(handlers.map(([found]) => found)).toContain(name);
  });

  it.each(handlers.filter(([name]) => !(name in open)))('%s does nothing', async (name, method, handle) => {
    const request = new Request('https://foothold.example/x', { method, headers: foreign, body: '{}' });
    const response = await handle(request, { params: Promise.resolve({}) });
    expect(response).toBeInstanceOf(Response);
    // 405 is of a method that there is not, 404 of any address that there is not.
    const refusals = name.includes('[...') ? [404] : [403, 405];
    expect(refusals).toContain(response instanceof Response && response.status);
    expect(asked.other).toEqual([]);
  });
});

type Callable = (...given: unknown[]) => unknown;

function exported(module: Record<string, unknown>): [string, Callable][] {
  return Object.entries(module).filter(
    (entry): entry is [string, Callable] => typeof entry[1] === 'function',
  );
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated') && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}
