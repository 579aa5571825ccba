import { beforeEach, describe, expect, it, vi } from 'vitest';
import { problems, toActionResult } from '@/lib/http';
import { currentRequestId } from '@/lib/observability';
import { withRequest } from './with-request';

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => sent.headers }));

describe('withRequest', () => {
  beforeEach(() => {
    sent.headers = new Headers({ 'x-request-id': 'req_from_the_middleware' });
  });

  it('runs the work under the id of its request, also after it has waited', async () => {
    const seen = await withRequest(async () => {
      await Promise.resolve();
      return currentRequestId();
    });
    expect(seen).toBe('req_from_the_middleware');
    expect(currentRequestId()).toBeUndefined();
  });

  it('gives a problem told from it that id', async () => {
    const refuse = async () => {
      throw problems.notFound();
    };
    expect(await withRequest(() => toActionResult(refuse))).toMatchObject({
      ok: false,
      problem: { requestId: 'req_from_the_middleware' },
    });
  });

  it('makes an id where there is none, and lets errors through', async () => {
    sent.headers = new Headers();
    expect(await withRequest(async () => currentRequestId())).toMatch(/^req_/);
    await expect(withRequest(() => Promise.reject(new Error('as it was')))).rejects.toThrow('as it was');
  });
});
