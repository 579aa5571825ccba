import { describe, expect, it } from 'vitest';
import type { Finding } from './finding';
import { verdictOf } from './verdict-of';

const standing = {
  policy: 'session',
  limit: 60,
  windowMs: 60_000,
  passed: true,
  remaining: 59,
  seconds: 30,
} as const;
const known: Finding = { state: 'known', standing, lacksFeature: false, unsure: null };
const refusedStanding = { ...standing, passed: false, remaining: 0, seconds: 12 };

describe('the API', () => {
  it('passes and tells how the limit stands', () => {
    expect(api(known)).toMatchObject({
      decision: { kind: 'pass' },
      toHandler: {},
      toCaller: { RateLimit: '"session";r=59;t=30', 'X-RateLimit-Remaining': '59' },
    });
  });

  it('is refused above the limit, with when to come back', () => {
    const verdict = api({ ...known, standing: refusedStanding });
    expect(verdict.decision).toMatchObject({
      kind: 'refuse',
      problem: { status: 429, code: 'rate_limit_exceeded', extras: { retryAfterSeconds: 12 } },
    });
    expect(verdict.toCaller).toMatchObject({ RateLimit: '"session";r=0;t=12' });
  });

  it.each([
    ['revoked', 401, 'unauthenticated'],
    ['gone', 401, 'unauthenticated'],
    ['suspended', 403, 'forbidden'],
  ] as const)('refuses who is %s with %i', (state, status, code) => {
    expect(api({ state }).decision).toMatchObject({ kind: 'refuse', problem: { status, code } });
  });

  it('tells of a wrong key what the handler told', () => {
    const verdict = api({ state: 'wrong-secret', detail: 'This API key was revoked.' });
    expect(verdict.decision).toMatchObject({
      problem: { status: 401, message: 'This API key was revoked.' },
    });
  });

  it('refuses an address that keeps guessing, and says when to come back', () => {
    expect(api({ state: 'guessing', seconds: 300 }).decision).toMatchObject({
      problem: {
        status: 429,
        message: 'Too many unknown keys. Try again in 5 minutes.',
        extras: { retryAfterSeconds: 300 },
      },
    });
  });

  it('names the limit of keys as what it is', () => {
    const ofKey = { ...standing, policy: 'api_key', limit: 50, windowMs: 3_600_000 } as const;
    expect(api({ ...known, standing: ofKey }).toCaller).toMatchObject({
      'RateLimit-Policy': '"api_key";q=50;w=3600',
    });
  });

  it('refuses what the plan lacks and says which plan has it', () => {
    const verdict = verdictOf(
      { ...known, lacksFeature: true },
      asked('/api/jobs/export', { feature: 'ai_insights' }),
    );
    expect(verdict.decision).toMatchObject({
      problem: {
        status: 403,
        code: 'plan_upgrade_required',
        extras: { feature: 'ai_insights', requiredPlan: 'pro', upgradeUrl: '/pricing?feature=ai_insights' },
      },
    });
  });

  it('passes when the edge is unsure, and has the handler tell it', () => {
    expect(api({ ...known, unsure: 'plan' })).toMatchObject({
      decision: { kind: 'pass' },
      toHandler: { 'x-foothold-unsure': 'plan' },
    });
  });
});

describe('a page', () => {
  it.each([
    ['revoked', '/sign-in?notice=session-over&next=%2Fjobs%3Fq%3Dx'],
    ['gone', '/sign-in?notice=session-over&next=%2Fjobs%3Fq%3Dx'],
    ['suspended', '/sign-in?notice=suspended&next=%2Fjobs%3Fq%3Dx'],
  ] as const)('leads who is %s to where it says so', (state, to) => {
    expect(verdictOf({ state }, asked('/jobs?q=x')).decision).toEqual({ kind: 'redirect', to });
  });

  it('lets its action answer, which is told how long to wait', () => {
    const action = asked('/jobs', { method: 'POST' });
    expect(verdictOf({ state: 'revoked' }, action).decision).toEqual({ kind: 'pass' });
    expect(verdictOf({ ...known, standing: refusedStanding }, action)).toEqual({
      decision: { kind: 'pass' },
      toHandler: { 'x-foothold-wait': '12' },
      toCaller: {},
    });
    expect(verdictOf(known, action).toHandler).toEqual({});
  });
});

function api(finding: Finding) {
  return verdictOf(finding, asked('/api/jobs'));
}

function asked(path: string, changed: Partial<Parameters<typeof verdictOf>[1]> = {}) {
  const url = new URL(path, 'https://foothold.example');
  return { method: 'GET', url, isApi: url.pathname.startsWith('/api/'), feature: null, ...changed };
}
