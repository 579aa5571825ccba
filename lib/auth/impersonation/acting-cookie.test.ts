import { describe, expect, it, vi } from 'vitest';
import {
  actingCookies,
  actingRemovals,
  actingTokenIn,
  bringsActing,
  markCookieName,
  markOf,
} from './acting-cookie';

const site = vi.hoisted(() => ({ APP_URL: 'https://foothold.example' }));
vi.mock('@/lib/env', () => ({ env: () => site }));

const sent = (cookie: string) => new Headers({ cookie });

describe('the token of an acting', () => {
  it('is set so that no script, no other site and no neighbouring host has anything of it', () => {
    const [token, mark] = actingCookies('secret', { id: 'id-of-it', mayWrite: false });
    expect(token).toEqual({
      name: '__Host-foothold-acting',
      value: 'secret',
      options: { path: '/', httpOnly: true, sameSite: 'strict', secure: true, maxAge: 86_400 },
    });
    expect(mark).toMatchObject({
      name: markCookieName(),
      value: 'id-of-it',
      options: { httpOnly: false, sameSite: 'strict' },
    });
    expect(actingRemovals().map(({ value, options }) => [value, options.maxAge])).toEqual([
      ['', 0],
      ['', 0],
    ]);
  });

  it('is read by its own name alone', () => {
    expect(actingTokenIn(sent('a=b; __Host-foothold-acting=secret'))).toBe('secret');
    for (const cookie of [
      'a=b',
      'foothold-acting=secret',
      '__Host-foothold-acting=',
      'x__Host-foothold-acting=y',
    ])
      expect(actingTokenIn(sent(cookie))).toBeNull();
  });

  it('may have been brought wherever anybody could find one', () => {
    expect(bringsActing(new Headers())).toBe(false);
    expect(bringsActing(sent('sb-foothold-auth-token=x'))).toBe(false);
    // Whoever takes the last of two finds the second.
    expect(bringsActing(sent('__Host-foothold-acting=; __Host-foothold-acting=secret'))).toBe(true);
    expect(bringsActing(sent('a=b;__Host-foothold-acting-as=x'))).toBe(true);
  });
});

it('a mark tells what may be done', () => {
  expect(markOf({ id: 'id-of-it', mayWrite: true })).not.toBe(markOf({ id: 'id-of-it', mayWrite: false }));
});
