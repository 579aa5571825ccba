import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionRemovals } from './edge/refresh-session';
import { mailedTo, rememberMailedTo } from './mailed-to';
import { isSessionCookie, sessionTokensIn } from './session-cookie';
import { sessionCookieOptions } from './session-cookie-options';

const site = vi.hoisted(() => ({ APP_URL: '' }));
const jar = vi.hoisted(() => new Map<string, { value: string; options: object }>());
vi.mock('@/lib/env', () => ({ env: () => site }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    set: (name: string, value: string, options: object) => jar.set(name, { value, options }),
    get: (name: string) => jar.get(name),
  }),
}));
beforeEach(() => jar.clear());

/** Every cookie that the product sets: what the browser is told of it. The theme is kept in no cookie. */
const table: [name: string, path: string, set: () => Promise<[string, object]>][] = [
  [
    'sb-foothold-auth-token',
    '/',
    async () => {
      const { name, ...options } = sessionCookieOptions();
      return [name, options];
    },
  ],
  [
    'foothold-mailed-to',
    '/check-email',
    async () => {
      await rememberMailedTo('nora@example.test');
      const [[name, { options }] = ['', { options: {} }]] = jar;
      return [name, options];
    },
  ],
];

describe.each(table)('the cookie %s', (name, path, set) => {
  it('is read by no script, sent by no other site, and over https by nothing else', async () => {
    site.APP_URL = 'https://foothold.example';
    const [named, options] = await set();
    expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true, path });
    expect(options).not.toHaveProperty('domain');
    expect(named).toBe(`${path === '/' ? '__Host-' : '__Secure-'}${name}`);
  });

  it('works without https on a developer’s machine', async () => {
    site.APP_URL = 'http://localhost:3000';
    const [named, options] = await set();
    expect(named).toBe(name);
    expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false, path });
  });
});

describe('over https', () => {
  const session = JSON.stringify({ access_token: 'a', refresh_token: 'r' });
  const value = `base64-${Buffer.from(session).toString('base64url')}`;
  beforeEach(() => {
    site.APP_URL = 'https://foothold.example';
  });

  it('a session that a neighbouring host may have set is none', () => {
    expect(sessionTokensIn([{ name: 'sb-foothold-auth-token', value }])).toBeNull();
    expect(sessionTokensIn([{ name: '__Host-sb-foothold-auth-token', value }])).toMatchObject({
      accessToken: 'a',
    });
    expect(isSessionCookie('sb-foothold-auth-token.0')).toBe(false);
    expect(isSessionCookie('__Host-sb-foothold-auth-token.0')).toBe(true);
  });

  it('a session is taken away in the only way that browsers accept for its name', () => {
    const [removal] = sessionRemovals([{ name: '__Host-sb-foothold-auth-token', value }]);
    expect(removal).toMatchObject({ value: '', options: { maxAge: 0, secure: true, path: '/' } });
  });

  it('where a mail went is found again', async () => {
    await rememberMailedTo('nora@example.test');
    expect(await mailedTo()).toBe('nora@example.test');
  });
});
