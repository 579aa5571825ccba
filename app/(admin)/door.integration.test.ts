import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setPlatformRole } from '@/lib/admin';
import { makeAdmin } from '@/lib/admin/test-support';
import { disconnect } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { cookieHeader, sessionCookiesOf } from '@/local/test/sessions';

/** The layout and every page of the console, found on disk: each keeps the door by itself, whatever stands before it. */

// What Next gives a page: the headers of its request, and a way out by throwing.
const asking: { cookie: string } = { cookie: '' };
vi.mock('next/headers', () => ({
  headers: async () => new Headers(asking.cookie ? { cookie: asking.cookie } : {}),
  cookies: async () => ({ getAll: () => [], get: () => undefined, set: () => {}, delete: () => {} }),
}));

const doors = [
  'layout.tsx',
  ...readdirSync(join('app', '(admin)', 'admin'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('page.tsx'),
  ),
];

let factorless: string;
let unverified: string;
let ordinary: string;
beforeAll(async () => {
  const [admin, half, person] = await Promise.all([makePerson(), makePerson(), makePerson()]);
  await setPlatformRole(admin.email, 'superadmin');
  await setPlatformRole(half.email, 'superadmin');
  await turnOnSecondFactor(half);
  factorless = cookieHeader(await sessionCookiesOf(admin));
  unverified = cookieHeader(await sessionCookiesOf(half));
  ordinary = cookieHeader(await sessionCookiesOf(person));
});
afterAll(disconnect);

describe.each(doors)('%s', (file) => {
  it('is not there for whoever is no admin, and leads those who are half in to the other half', async () => {
    expect(await outcome(file, '')).toMatch(/^\/sign-in\?/);
    expect(await outcome(file, ordinary)).toBe(404);
    expect(await outcome(file, factorless)).toMatch(/^\/account\/security\?next=/);
    expect(await outcome(file, unverified)).toMatch(/^\/sign-in\/verify\?next=/);
  });

  // A page of one thing is not there without the thing either; that it asks first is seen in its source.
  it.skipIf(/\[|^acting\//.test(file))('is closed to an admin whose right was taken away', async () => {
    const { person, cookie } = await makeAdmin();
    expect(await outcome(file, cookie)).toBe('let through');
    await setPlatformRole(person.email, 'user');
    expect(await outcome(file, cookie)).toBe(404);
  });

  it('asks who is there itself', () => {
    expect(readFileSync(join('app', '(admin)', 'admin', file), 'utf8')).toContain('requireAdminPage(');
  });
});

/** Where a page leads, 404, or that it let through; what it then says is for other tests. */
async function outcome(file: string, cookie: string): Promise<string | number> {
  asking.cookie = cookie;
  const page: { default: (props: unknown) => unknown } = await import(
    /* @vite-ignore */ `${process.cwd()}/app/(admin)/admin/${file}`
  );
  try {
    await page.default({
      params: Promise.resolve({ id: crypto.randomUUID() }),
      searchParams: Promise.resolve({}),
      children: null,
    });
    return 'let through';
  } catch (error) {
    const digest = String((error as { digest?: unknown }).digest);
    if (digest.endsWith(';404')) return 404;
    if (digest.startsWith('NEXT_REDIRECT')) return digest.split(';')[2] ?? '';
    throw error;
  }
}
