import { describe, expect, it, vi } from 'vitest';
import { questionOf } from './question-of';
import type { EdgeCaller } from './session-of';

// No route needs a feature today; this one does, for these tests.
vi.mock('./route-table', () => ({
  featureFor: (_method: string, path: string) => (path === '/api/insights' ? 'ai_insights' : null),
}));

const bearer = { kind: 'session', userId: 'somebody', sessionId: 'session', from: 'bearer' } as const;
const cookie = { ...bearer, from: 'cookie' } as const;
const key = { kind: 'secret', hash: 'abc' } as const;
const address = '203.0.113.7';
const asked = (pathname: string, caller: EdgeCaller = bearer, method = 'GET', mayAct = false) =>
  questionOf({ method, pathname, caller, address, mayAct });

describe('what Redis is asked', () => {
  it('is about the admin alone where one acts as somebody: their limit, no quota, and no plan of theirs', () => {
    expect(asked('/api/insights', cookie)).toMatchObject({ feature: 'ai_insights' });
    expect(asked('/api/insights', cookie, 'GET', true)).toEqual({
      caller: cookie,
      address,
      isLimited: true,
      isApiCall: false,
      feature: null,
    });
    expect(asked('/jobs', cookie, 'POST', true)).toMatchObject({ caller: cookie, isLimited: true });
  });

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
