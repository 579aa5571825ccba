import { describe, expect, it } from 'vitest';
import { endpoints } from '@/lib/openapi';
import { areaOf } from './area';
import { gate, pathOf } from './gate';
import type { EdgeSession } from './session-of';

const asked = (path: string, session: EdgeSession['state'], method = 'GET') =>
  gate({ method, session, url: new URL(path, 'https://foothold.example') });

describe('gate', () => {
  it.each(['/jobs', '/jobs/1?tab=notes', '/account', '/account/billing', '/billing/success?session_id=cs_1'])(
    'sends who is signed out from %s to sign in, and back',
    (path) => {
      expect(asked(path, 'signed-out')).toEqual({
        kind: 'redirect',
        to: `/sign-in?next=${encodeURIComponent(path)}`,
      });
      expect(asked(path, 'signed-in')).toEqual({ kind: 'pass' });
    },
  );

  it('says why when it cannot be known who is there', () => {
    expect(asked('/jobs', 'unknown')).toEqual({
      kind: 'redirect',
      to: '/sign-in?notice=unavailable&next=%2Fjobs',
    });
  });

  it('sends who is signed in away from signing in, and nowhere else than on this site', () => {
    expect(asked('/sign-in', 'signed-in')).toEqual({ kind: 'redirect', to: '/jobs' });
    expect(asked('/sign-up?next=/pricing', 'signed-in')).toEqual({ kind: 'redirect', to: '/pricing' });
    expect(asked('/sign-in?next=//evil.example', 'signed-in')).toEqual({ kind: 'redirect', to: '/jobs' });
  });

  it('shows a notice also to who is signed in: a suspended account would go in circles otherwise', () => {
    expect(asked('/sign-in?notice=suspended&next=/jobs', 'signed-in')).toEqual({ kind: 'pass' });
  });

  it.each(['/', '/pricing', '/docs/api', '/auth/confirm?token_hash=x', '/reset-password', '/jobsearch'])(
    'lets everybody see %s',
    (path) => {
      for (const session of ['signed-in', 'signed-out', 'unknown'] as const) {
        expect(asked(path, session)).toEqual({ kind: 'pass' });
      }
    },
  );

  it('leaves what forms post to their actions', () => {
    expect(asked('/account', 'signed-out', 'POST')).toEqual({ kind: 'pass' });
    expect(asked('/sign-in', 'signed-in', 'POST')).toEqual({ kind: 'pass' });
  });

  it('lets keys on to the API, which decides, and to no page of a member', () => {
    expect(asked('/api/jobs', 'secret', 'POST')).toEqual({ kind: 'pass' });
    expect(asked('/jobs', 'secret')).toEqual({ kind: 'redirect', to: '/sign-in?next=%2Fjobs' });
    expect(asked('/sign-in', 'secret')).toEqual({ kind: 'pass' });
  });

  it.each(['/admin', '/admin/users', '/api/admin/users', '/api/admin/users/1', '/v1/admin/users'])(
    'tells no key of the console at %s',
    (path) => {
      for (const method of ['GET', 'POST'])
        expect(asked(path, 'secret', method)).toMatchObject({ problem: { status: 404, code: 'not_found' } });
      expect(asked(path, 'signed-in')).toEqual({ kind: 'pass' });
    },
  );

  it('asks who is signed out to sign in before the console, as for any page and call', () => {
    expect(asked('/admin/users?q=a', 'signed-out')).toMatchObject({
      to: '/sign-in?next=%2Fadmin%2Fusers%3Fq%3Da',
    });
    expect(asked('/api/admin/users', 'signed-out')).toMatchObject({ problem: { status: 401 } });
    expect(asked('/api/admin/users', 'forged')).toMatchObject({ problem: { status: 401 } });
  });

  it('refuses the API without a session, and says 503 when it cannot be known', () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(asked('/api/jobs', 'signed-out', method)).toMatchObject({ problem: { status: 401 } });
      expect(asked('/api/jobs', 'unknown', method)).toMatchObject({ problem: { status: 503 } });
      expect(asked('/api/jobs', 'signed-in', method)).toEqual({ kind: 'pass' });
    }
  });
});

describe('an address of the API that cannot be decoded', () => {
  it.each(['/api/jobs/%', '/api/jobs/%E0%A4%A', '/api/billing/plans/%'])('%s is not found', (path) => {
    expect(asked(path, 'signed-in')).toMatchObject({ problem: { status: 404, code: 'not_found' } });
  });

  it('is told to nobody but who is signed in', () => {
    expect(asked('/api/jobs/%', 'signed-out')).toMatchObject({ problem: { status: 401 } });
  });
});

describe('areaOf', () => {
  it('takes for open exactly the endpoints that need no session', () => {
    const behindMiddleware = endpoints.filter(({ auth }) => auth !== 'signature');
    for (const { path, auth } of behindMiddleware) {
      expect([path, areaOf(path)]).toEqual([path, auth === 'none' ? 'open-api' : 'api']);
    }
  });
});

it('pathOf leaves out what the router adds', () => {
  expect(pathOf(new URL('https://a.example/jobs?q=x&_rsc=1abc'))).toBe('/jobs?q=x');
  expect(pathOf(new URL('https://a.example/jobs?_rsc=1abc'))).toBe('/jobs');
});
