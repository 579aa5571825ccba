import { beforeEach, describe, expect, it, vi } from 'vitest';
import { problems } from '@/lib/http';
import { currentRequestId } from '@/lib/observability';
import { runAction } from './run-action';

const site = 'https://foothold.example';
const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => sent.headers }));
vi.mock('@/lib/env', () => ({ env: () => ({ APP_URL: 'https://foothold.example', LOG_LEVEL: 'silent' }) }));

const work = vi.fn(async () => currentRequestId());

beforeEach(() => {
  work.mockClear();
});

describe('runAction', () => {
  it('does what a page of this site asks for, under the id of its request', async () => {
    sent.headers = new Headers({ origin: site, 'x-request-id': 'req_from_the_middleware' });
    expect(await runAction(work)).toEqual({ ok: true, data: 'req_from_the_middleware' });
  });

  it('gives a problem back', async () => {
    sent.headers = new Headers({ origin: site });
    const refused = runAction(() => Promise.reject(problems.notFound()));
    expect(await refused).toMatchObject({ ok: false, problem: { error: 'not_found' } });
  });

  it('tells who did too much when to go on, and does nothing', async () => {
    sent.headers = new Headers({ origin: site, 'x-foothold-wait': '12' });
    expect(await runAction(work)).toMatchObject({
      ok: false,
      problem: {
        status: 429,
        detail: 'That was a lot at once. Try again in 12 seconds.',
        retryAfterSeconds: 12,
      },
    });
    expect(work).not.toHaveBeenCalled();
  });

  it.each<[string, Record<string, string>]>([
    ['without an origin', {}],
    ['from another site without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['from an opaque origin', { origin: 'null' }],
    [
      'from another site that claims to be the host',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
    ],
  ])('does nothing %s', async (_case, headers) => {
    sent.headers = new Headers(headers);
    expect(await runAction(work)).toMatchObject({ ok: false, problem: { status: 403, error: 'forbidden' } });
    expect(work).not.toHaveBeenCalled();
  });
});
