import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { disconnect } from '@/lib/db';
import { actions, type Called } from './actions';
import { expectedOutcome, type Outcome } from './rights';
import { type Caller, makeWorld, sessionCallers, type World } from './test-support';

// What Next gives an action: the headers of its request, and a way out by throwing.
const asking: { headers: Record<string, string> } = { headers: {} };
vi.mock('next/headers', () => ({
  headers: async () => new Headers(asking.headers),
  cookies: async () => ({ getAll: () => [], get: () => undefined, set: () => {}, delete: () => {} }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

let shared: World;
beforeAll(async () => {
  shared = await makeWorld();
});
afterAll(disconnect);

it('every server action is in the table, and nothing else', () => {
  expect(Object.keys(actions).sort()).toEqual(actionsOnDisk().sort());
});

const protectedOnes = Object.entries(actions).filter(
  (entry): entry is [string, Called] => typeof entry[1] !== 'string',
);

describe.each(protectedOnes)('%s', (name, action) => {
  it('lets through whom it should, and nobody else', async () => {
    const outcomes: Partial<Record<Caller, Outcome>> = {};
    const expected: Partial<Record<Caller, Outcome>> = {};
    for (const caller of sessionCallers) {
      const args = await action.args(shared, caller);
      asking.headers = { ...shared.headers[caller] };
      const { outcome, told } = await call(name, args);
      expected[caller] = expectedOutcome(action, caller, [], 'POST');
      outcomes[caller] = (await shared.recordedOf(caller, action)) ?? outcome;
      await shared.restore();
      if (
        [
          'nobody',
          'expired',
          'stranger',
          'superadmin',
          'suspended',
          'deleted',
          'unverified',
          'factorless',
        ].includes(caller)
      )
        for (const secret of shared.secrets) expect(told, `${caller} is told of it`).not.toContain(secret);
    }
    expect(outcomes).toEqual(expected);
  });
});

async function call(name: string, args: unknown[]): Promise<{ outcome: Outcome; told: string }> {
  const [file = '', exported = ''] = name.split(' ');
  const module: Record<string, (...args: unknown[]) => Promise<unknown>> = await import(
    /* @vite-ignore */ `${process.cwd()}/app/${file}.ts`
  );
  const action = module[exported];
  if (!action) throw new Error(`${file} has no ${exported}.`);
  try {
    const answer = await action(...args);
    return { outcome: outcomeOf(answer), told: JSON.stringify(answer) ?? '' };
  } catch (error) {
    return { outcome: outcomeOfRedirect(error), told: '' };
  }
}

function outcomeOf(answer: unknown): Outcome {
  const status = (answer as { problem?: { status?: number } } | undefined)?.problem?.status;
  if (status === 401 || status === 403 || status === 404) return status;
  if (status !== undefined && status >= 500) throw new Error(JSON.stringify(answer));
  return 'let through';
}

// Whoever is not signed in is led to where that can be done, and whose account is closed to where that is told.
function outcomeOfRedirect(error: unknown): Outcome {
  const digest = (error as { digest?: string }).digest;
  const to = digest?.startsWith('NEXT_REDIRECT') ? digest.split(';')[2] : undefined;
  if (to === undefined) throw error;
  if (/^\/(sign-in\?notice=suspended|sign-in\/verify\b|account\/security\?next=)/.test(to)) return 403;
  return /^\/sign-(in|up)\b/.test(to) ? 401 : 'let through';
}

function actionsOnDisk(): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => name.endsWith('.ts') && readFileSync(join('app', name), 'utf8').startsWith("'use server'"),
    )
    .flatMap((name) => {
      const source = readFileSync(join('app', name), 'utf8');
      return [...source.matchAll(/^export async function (\w+)/gm)].map(
        ([, exported]) => `${name.replace(/\.ts$/, '')} ${exported}`,
      );
    });
}
