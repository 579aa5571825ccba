import { describe, expect, it, vi } from 'vitest';
import { fieldsOfConnectRequest, readConnectRequest } from './connect-request';
import { returnUrlOf } from './extension-ids';

const known = 'abcdefghijklmnop'.repeat(2);
vi.mock('@/lib/env', () => ({ env: () => ({ EXTENSION_IDS: ['abcdefghijklmnop'.repeat(2)] }) }));

const good = {
  extension_id: known,
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  state: 'some-state_~.9',
};

describe('a request to connect', () => {
  it('is read from the query, and the same from the fields of the form', () => {
    const read = readConnectRequest({ ...good, utm_source: 'whatever' });
    expect(read).toEqual({
      ok: true,
      request: { extensionId: known, codeChallenge: good.code_challenge, state: good.state },
    });
    if (read.ok) expect(readConnectRequest(fieldsOfConnectRequest(read.request))).toEqual(read);
  });

  it('of another extension is told apart from one that is not well said', () => {
    const other = { ...good, extension_id: 'p'.repeat(32) };
    expect(readConnectRequest(other)).toEqual({ ok: false, reason: 'unknown-extension' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['no extension', { extension_id: undefined }],
    ['two extensions', { extension_id: [known, known] }],
    ['an extension in capitals', { extension_id: known.toUpperCase() }],
    ['an extension that is an address', { extension_id: `${known}.chromiumapp.org/#` }],
    ['a host in place of the extension', { extension_id: 'evil.example' }],
    ['an extension and a new line', { extension_id: `${known}\n` }],
    ['no challenge', { code_challenge: undefined }],
    ['an empty challenge', { code_challenge: '' }],
    ['a short challenge', { code_challenge: good.code_challenge.slice(1) }],
    ['a long challenge', { code_challenge: `${good.code_challenge}A` }],
    ['a challenge in another alphabet', { code_challenge: good.code_challenge.replace('-', '+') }],
    ['a challenge that is no 32 bytes', { code_challenge: `${good.code_challenge.slice(0, -1)}N` }],
    ['a verifier sent as it is', { code_challenge_method: 'plain' }],
    ['two methods', { code_challenge_method: ['S256', 'plain'] }],
    ['no state', { state: undefined }],
    ['an empty state', { state: '' }],
    ['a state that can be guessed', { state: '1234567' }],
    ['a huge state', { state: 'x'.repeat(257) }],
    ['a state with an address in it', { state: 'https://evil.example' }],
    ['a state that is markup', { state: '<script>alert(1)</script>' }],
    ['two states', { state: [good.state, good.state] }],
  ])('with %s is not well said', (_case, changed) => {
    expect(readConnectRequest({ ...good, ...changed })).toEqual({ ok: false, reason: 'malformed' });
  });
});

describe('the way back', () => {
  it('leads to the extension itself, whatever the answer says', () => {
    const url = new URL(returnUrlOf(known, { state: 'a&b=c#d', code: '//evil.example' }));
    expect(url.origin).toBe(`https://${known}.chromiumapp.org`);
    expect([...url.searchParams]).toEqual([
      ['state', 'a&b=c#d'],
      ['code', '//evil.example'],
    ]);
  });

  it.each(['p'.repeat(32), 'evil.example/', `${known}.evil.example/`, ''])('leads nowhere for %j', (id) => {
    expect(() => returnUrlOf(id, {})).toThrow();
  });
});
