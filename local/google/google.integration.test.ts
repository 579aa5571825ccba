import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalService } from '../service';
import { startGoogle } from './index';

const client = { clientId: 'client', clientSecret: 'secret' };
const redirectUri = 'http://127.0.0.1:9/auth/v1/callback';
let google: LocalService;
beforeAll(async () => {
  google = await startGoogle({ ...client, port: 0 });
});
afterAll(() => google.stop());

describe('the Google stand-in', () => {
  it('gives a code for who was chosen, which the client exchanges once', async () => {
    const back = await choose({
      choice: 'continue',
      email: 'Nora@Gmail.example',
      name: 'Nora',
      verified: 'on',
    });
    expect(back.searchParams.get('state')).toBe('s-1');
    const code = back.searchParams.get('code') ?? '';
    const answer = await exchange(code);
    const { access_token: token } = await answer.json();
    expect(await userinfo(token)).toMatchObject({
      email: 'nora@gmail.example',
      email_verified: true,
      name: 'Nora',
    });
    expect((await exchange(code)).status).toBe(400);
  });

  it('knows an address again, and says when it is not verified', async () => {
    const people = [];
    const person = { choice: 'continue', email: 'same@gmail.example', name: '' };
    for (const form of [{ ...person, verified: 'on' }, person]) {
      const back = await choose(form);
      const { access_token: token } = await (await exchange(back.searchParams.get('code') ?? '')).json();
      people.push(await userinfo(token));
    }
    expect(people[0].sub).toBe(people[1].sub);
    expect(people.map(({ email_verified: verified }) => verified)).toEqual([true, false]);
  });

  it('comes back with access_denied when it is cancelled', async () => {
    const back = await choose({ choice: 'cancel' });
    expect(Object.fromEntries(back.searchParams)).toEqual({ state: 's-1', error: 'access_denied' });
  });

  it.each([
    ['another client', { client_id: 'other' }],
    ['an address elsewhere', { redirect_uri: 'https://evil.example/callback' }],
    ['no state', { state: '' }],
    ['tokens without a code', { response_type: 'token' }],
  ])('refuses %s', async (_case, changed) => {
    expect((await fetch(address(changed), { redirect: 'manual' })).status).toBe(400);
  });

  it('exchanges nothing for a wrong secret, or for another address to return to', async () => {
    const back = await choose({ choice: 'continue', email: 'a@gmail.example', name: '' });
    const code = back.searchParams.get('code') ?? '';
    expect((await exchange(code, { client_secret: 'wrong' })).status).toBe(401);
    expect((await exchange(code, { redirect_uri: `${redirectUri}/other` })).status).toBe(400);
  });
});

function address(changed: Record<string, string> = {}): string {
  const query = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'email profile',
    state: 's-1',
    ...changed,
  };
  return `${google.url}/o/oauth2/v2/auth?${new URLSearchParams(query)}`;
}

async function choose(form: Record<string, string>): Promise<URL> {
  const answer = await fetch(address(), {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? `none:${answer.status}`);
}

function exchange(code: string, changed: Record<string, string> = {}): Promise<Response> {
  const form = {
    grant_type: 'authorization_code',
    code,
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uri: redirectUri,
    ...changed,
  };
  return fetch(`${google.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
}

async function userinfo(token: string) {
  const answer = await fetch(`${google.url}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  return answer.json();
}
