import { stringFromBase64URL, stringToBase64URL } from '@supabase/ssr';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, cookieHeader, endedClaims, resigned, sessionCookiesOf } from '@/local/test/sessions';
import { cookiesIn, SESSION_COOKIE, type SentCookie } from './session-cookie';
import { supabaseAs } from './supabase-as';

const sent = vi.hoisted(() => ({ headers: new Headers(), written: new Map<string, string>() }));
vi.mock('next/headers', async () => {
  const { cookiesIn: parse } = await vi.importActual<typeof import('./session-cookie')>('./session-cookie');
  return {
    headers: async () => sent.headers,
    cookies: async () => ({
      getAll: () => parse(sent.headers.get('cookie')),
      set: (name: string, value: string) => sent.written.set(name, value),
    }),
  };
});

let mine: TestPerson;
let victim: TestPerson;
let myCookies: SentCookie[];
let victimCookies: SentCookie[];
beforeEach(async () => {
  sent.written.clear();
  [mine, victim] = [await makePerson(), await makePerson()];
  [myCookies, victimCookies] = [await sessionCookiesOf(mine), await sessionCookiesOf(victim)];
});

describe('Supabase as the principal', () => {
  it('changes the account of who asks, and leaves the cookies of the browser as they are', async () => {
    sent.headers = new Headers({ cookie: cookieHeader(myCookies) });
    const { data, error } = await (await supabaseAs(mine)).auth.updateUser({ data: { tour: 'done' } });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ id: mine.userId, user_metadata: { tour: 'done' } });
    expect([...sent.written.keys()].filter((name) => name.startsWith(SESSION_COOKIE))).toEqual([]);
    expect(cookiesIn(sent.headers.get('cookie'))).toEqual(myCookies);
  });

  it('is who the header names, whoever’s cookies came along', async () => {
    sent.headers = new Headers({
      authorization: `Bearer ${accessTokenIn(myCookies)}`,
      cookie: cookieHeader(victimCookies),
    });
    const { data } = await (await supabaseAs(mine)).auth.updateUser({ data: { tour: 'done' } });
    expect(data.user?.id).toBe(mine.userId);
    await expect(supabaseAs(victim)).rejects.toMatchObject({ status: 401 });
  });

  it('never takes up the refresh token of somebody else that was put beside one’s own token', async () => {
    const session = { ...sessionIn(myCookies), refresh_token: sessionIn(victimCookies).refresh_token };
    // As if it had ended, which makes Supabase's client refresh it.
    const forged = `base64-${stringToBase64URL(JSON.stringify({ ...session, expires_at: 1 }))}`;
    sent.headers = new Headers({ cookie: cookieHeader([{ name: SESSION_COOKIE, value: forged }]) });
    const { data } = await (await supabaseAs(mine)).auth.updateUser({ data: { tour: 'done' } });
    expect(data.user?.id).toBe(mine.userId);
  });

  it('is nobody with a token that is over or is about to be, or with none', async () => {
    const token = accessTokenIn(myCookies);
    const soon = { exp: Math.floor(Date.now() / 1000) + 30 };
    for (const bad of [await resigned(token, endedClaims()), await resigned(token, soon), 'none']) {
      sent.headers = new Headers({ authorization: `Bearer ${bad}` });
      await expect(supabaseAs(mine)).rejects.toMatchObject({ status: 401 });
    }
    sent.headers = new Headers();
    await expect(supabaseAs(mine)).rejects.toMatchObject({ status: 401 });
  });
});

function sessionIn(cookies: SentCookie[]): Record<string, unknown> {
  const pieces = [...cookies].sort((a, b) => a.name.localeCompare(b.name)).map(({ value }) => value);
  return JSON.parse(stringFromBase64URL(pieces.join('').slice('base64-'.length)));
}
