import { describe, expect, it, vi } from 'vitest';
import { corsAnswer, isAllowedOrigin, withCors } from './cross-origin';

const site = 'https://foothold.example';
const extension = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;

vi.mock('@/lib/env', () => ({
  env: () => ({ APP_URL: 'https://foothold.example', EXTENSION_IDS: ['abcdefghijklmnop'.repeat(2)] }),
}));

describe('an origin', () => {
  it.each([
    ['of the site', site, true],
    ['of a configured extension', extension, true],
    ['of another extension', `chrome-extension://${'p'.repeat(32)}`, false],
    ['that only begins like an extension’s', `${extension}.evil.example`, false],
    ['that only ends like an extension’s', `https://evil.example/${extension}`, false],
    ['of the same id in another browser', extension.replace('chrome', 'moz'), false],
    ['in capitals', extension.toUpperCase(), false],
    ['of the site on another port', `${site}:8443`, false],
    ['of the site in the clear', 'http://foothold.example', false],
    ['below the site', 'https://a.foothold.example', false],
    ['that is opaque', 'null', false],
    ['that is anything', '*', false],
    ['that is empty', '', false],
  ])('%s: %s', (_case, origin, allowed) => {
    expect(isAllowedOrigin(origin, { APP_URL: `${site}/`, EXTENSION_IDS: [extension.slice(-32)] })).toBe(
      allowed,
    );
    const answered = withCors(asked({ origin }), new Response('{}', { status: 401 }));
    expect(answered.headers.get('access-control-allow-origin')).toBe(allowed ? origin : null);
    expect(answered.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answered.headers.get('vary')).toBe('Origin');
    expect(corsAnswer(preflight({ origin }))?.status).toBe(allowed ? 204 : undefined);
  });

  it('is none when the deployment has no extension', () => {
    expect(isAllowedOrigin(extension, { APP_URL: site, EXTENSION_IDS: [] })).toBe(false);
    expect(isAllowedOrigin('chrome-extension://', { APP_URL: site, EXTENSION_IDS: [] })).toBe(false);
  });
});

describe('a preflight', () => {
  it('is told what may be sent, for how long, and never that cookies may', () => {
    const answer = corsAnswer(preflight({ origin: extension }));
    expect(Object.fromEntries(answer?.headers ?? [])).toEqual({
      'access-control-allow-origin': extension,
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, X-API-Key, X-Request-Id',
      'access-control-expose-headers': expect.stringContaining('X-Request-Id'),
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  it('is not what only looks like one', () => {
    expect(corsAnswer(asked({ origin: extension }, 'OPTIONS'))).toBeNull();
    expect(corsAnswer(asked({ origin: extension, 'access-control-request-method': 'POST' }))).toBeNull();
    expect(corsAnswer(preflight({}))).toBeNull();
    expect(corsAnswer(preflight({ origin: extension }, '/jobs'))).toBeNull();
  });
});

describe('an answer', () => {
  it('keeps what it already varies by', () => {
    const response = new Response(null, { headers: { vary: 'Accept' } });
    expect(withCors(asked({ origin: extension }), response).headers.get('vary')).toBe('Accept, Origin');
  });

  it('of a page is left alone', () => {
    const page = withCors(asked({ origin: extension }, 'GET', '/jobs'), new Response());
    expect([...page.headers]).toEqual([]);
  });
});

function asked(headers: Record<string, string>, method = 'GET', path = '/api/jobs') {
  return { method, url: site + path, headers: new Headers(headers) };
}

function preflight(headers: Record<string, string>, path?: string) {
  return asked({ 'access-control-request-method': 'POST', ...headers }, 'OPTIONS', path);
}
