import { describe, expect, it } from 'vitest';
import { questionOf } from './question-of';
import type { EdgeCaller } from './session-of';

const bearer = { kind: 'session', userId: 'somebody', sessionId: 'session', from: 'bearer' } as const;
const cookie = { ...bearer, from: 'cookie' } as const;
const key = { kind: 'secret', hash: 'abc' } as const;
const address = '203.0.113.7';
const asked = (pathname: string, caller: EdgeCaller = bearer, method = 'GET') =>
  questionOf({ method, pathname, caller, address });

describe('what Redis is asked', () => {
  it.each(['/api/jobs', '/api/jobs/1', '/api/subscriptions/current', '/v1/subscription/me'])(
    'limits %s and counts it for who came by a session’s token',
    (path) => {
      expect(asked(path)).toMatchObject({ isLimited: true, isApiCall: true });
      expect(asked(path, key)).toMatchObject({ isLimited: true, isApiCall: false, address });
      expect(asked(path, cookie)).toMatchObject({ isLimited: true, isApiCall: false });
    },
  );

  it.each(['/jobs', '/account/billing'])('is only who it is, for the page %s', (path) => {
    expect(asked(path, cookie)).toEqual({
      caller: cookie,
      address,
      isLimited: false,
      isApiCall: false,
      feature: null,
    });
  });

  it.each(['/', '/pricing', '/sign-in', '/api/billing/plans', '/api/openapi.json'])(
    'is nothing, for %s',
    (path) => {
      expect(asked(path)).toBeNull();
    },
  );

  it('is nothing where a key is no way to come in', () => {
    for (const method of ['GET', 'POST']) expect(asked('/jobs', key, method)).toBeNull();
  });

  it('limits what a page sends to change something', () => {
    expect(asked('/jobs', cookie, 'POST')).toMatchObject({ isLimited: true, isApiCall: false });
    expect(asked('/pricing', cookie, 'POST')).toMatchObject({ isLimited: true });
  });
});
