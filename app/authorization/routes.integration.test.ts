import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extensionScopes } from '@/lib/auth/extension/extension-scopes';
import type { RouteHandler } from '@/lib/auth/serve';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { endpoints } from '@/lib/openapi';
import { expectedOutcome, type Outcome, type Sample } from './rights';
import { routes } from './routes';
import { type Caller, callers, makeWorld, type World } from './test-support';

let shared: World;
beforeAll(async () => {
  // Without it the route is not there for anybody.
  Object.assign(env(), { METRICS_TOKEN: 'a token of the matrix', CRON_SECRET: 'a secret of the matrix' });
  shared = await makeWorld();
});
afterAll(disconnect);

it('every operation of the API is in the table, and nothing else', () => {
  expect(Object.keys(routes).sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort());
});

describe.each(Object.entries(routes))('%s', (name, rights) => {
  if (typeof rights === 'string') {
    it(`is ${rights}, whoever asks`, async () => {
      for (const caller of callers) {
        const { outcome } = await ask(name, shared, caller, { params: { task: 'billing.reconcile' } });
        expect({ caller, outcome }).toEqual({ caller, outcome: byProof[rights](outcome) });
      }
    });
    return;
  }

  it('lets through whom it should, and nobody else', async () => {
    // Who runs the platform is told of everybody there.
    const isForAdmins = 'only' in rights && rights.only === 'superadmin';
    const outcomes: Partial<Record<Caller, Outcome>> = {};
    const expected: Partial<Record<Caller, Outcome>> = {};
    for (const caller of callers) {
      const sample = (await rights.sample?.(shared, caller)) ?? {};
      const { outcome, body } = await ask(name, shared, caller, sample);
      await shared.restore();
      outcomes[caller] = outcome;
      expected[caller] = expectedOutcome(rights, caller, extensionScopes, name.split(' ')[0] ?? '');
      if (strangers.includes(caller) && !(isForAdmins && caller === 'superadmin'))
        for (const secret of shared.secrets) expect(body, `${caller} is told of it`).not.toContain(secret);
    }
    expect(outcomes).toEqual(expected);
  });
});

/** Who is nothing in the world's organization, or not let in. */
const strangers: readonly Caller[] = [
  'nobody',
  'expired',
  'stranger',
  'superadmin',
  'suspended',
  'deleted',
  'unverified',
  'factorless',
];

/** What each kind of proof makes of a request without it; `outcome` is what came. */
const byProof = {
  // What it does not like is said with another status than those that ask who one is.
  public: (outcome: Outcome) => (outcome === 404 ? 404 : 'let through'),
  signature: (): Outcome => 'let through',
  secret: (): Outcome => 401,
} as const;

async function ask(name: string, world: World, caller: Caller, sample: Sample) {
  const [method = '', path = ''] = name.split(' ');
  const handler = await handlerOf(method, path);
  const address = path.replace(/\{(\w+)\}/g, (_, key: string) => sample.params?.[key] ?? 'x');
  const request = new Request(`${env().APP_URL}${address}`, {
    method,
    headers: {
      ...world.headers[caller],
      ...(sample.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(sample.body !== undefined && { body: JSON.stringify(sample.body) }),
  });
  const answer = await handler(request, { params: Promise.resolve(sample.params ?? {}) });
  const body = await answer.text();
  return { outcome: outcomeOf(answer.status, `${name} by ${caller}: ${answer.status} ${body}`), body };
}

// Past the door a request may still be refused for what it asks; for want of a good sample it may not.
function outcomeOf(status: number, said: string): Outcome {
  if (status === 401 || status === 403 || status === 404) return status;
  if (status >= 500) throw new Error(said);
  return 'let through';
}

async function handlerOf(method: string, path: string): Promise<RouteHandler> {
  const file = `${path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`;
  const route: Record<string, RouteHandler> = await import(/* @vite-ignore */ `${process.cwd()}/app${file}`);
  const handler = route[method];
  if (!handler) throw new Error(`${file} has no ${method}.`);
  return handler;
}
