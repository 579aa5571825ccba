import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('wxt/browser', async () => ({
  browser: (await import('wxt/testing/fake-browser')).fakeBrowser,
}));
vi.stubGlobal('__APP_URL__', 'https://foothold.example');

const { save, retry, discard, sendWaiting } = await import('./outbox');
const { keepConnection, readConnection, forgetConnection } = await import('../connection/stored-connection');
const { readQueue } = await import('../queue/stored-queue');
const { findSaved } = await import('../saved/find-saved');
const { knownSaved } = await import('../saved/known-saved');

const nora = { id: '01a20000-0000-7000-8000-000000000001', email: 'nora@example.test', name: null };
const connection = {
  token: 'fh_ext_one',
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  user: nora,
};
const job = {
  title: 'Cartographer',
  company: 'Halcyon Maps',
  url: 'https://www.linkedin.com/jobs/view/3712345678/',
  status: 'saved' as const,
};

/** The site: each request, and what it answers to it. */
let asked: Request[] = [];
let answer: (request: Request) => Response | Promise<Response>;

beforeEach(async () => {
  fakeBrowser.reset();
  // What the stand-in does not have, and nothing here looks at.
  for (const name of ['setBadgeText', 'setTitle'] as const)
    Object.assign(fakeBrowser.action, { [name]: async () => {} });
  asked = [];
  answer = () =>
    Response.json({ id: 'job-1', status: 'saved', createdAt: '2026-11-26T12:00:00Z' }, { status: 201 });
  vi.stubGlobal('fetch', async (...given: Parameters<typeof fetch>) => {
    const request = new Request(...given);
    asked.push(request);
    return answer(request);
  });
  await keepConnection(connection);
});

const refusal = (status: number, problem: object) => () => Response.json(problem, { status });
const keys = () => asked.map(({ headers }) => headers.get('idempotency-key'));

describe('a job that is saved', () => {
  it('is sent with the token and a key of its own, and known as saved', async () => {
    expect(await save(job)).toMatchObject({ state: 'saved', job: { id: 'job-1' } });
    expect(asked[0]?.url).toBe('https://foothold.example/api/jobs');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer fh_ext_one');
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(await readQueue()).toEqual([]);
    expect(await knownSaved('https://de.linkedin.com/jobs/view/x-3712345678')).toMatchObject({ id: 'job-1' });
  });

  it('by another popup while it is on its way is sent once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const usual = answer;
    answer = async (request) => {
      await promise;
      return usual(request);
    };
    const first = save(job);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    const second = save({ ...job, title: 'Again' });
    // It waits for the first one's sending to end.
    await vi.waitFor(async () => {
      const { pending = [] } = await navigator.locks.query();
      expect(pending.map(({ name }) => name)).toContain('flush');
    });
    resolve();
    expect((await Promise.all([first, second])).map(({ state }) => state)).toEqual(['saved', 'saved']);
    expect(asked).toHaveLength(1);
  });

  it('by another popup after that is not sent, unless the person wants it again', async () => {
    await save(job);
    expect(await save(job)).toMatchObject({ state: 'saved', job: { id: 'job-1' } });
    expect(asked).toHaveLength(1);
    expect(await save(job, { again: true })).toMatchObject({ state: 'saved' });
    expect(asked).toHaveLength(2);
    expect(new Set(keys()).size).toBe(2);
  });

  it('stays when nothing answers, and is sent under the same key by whoever looks again', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await save(job)).toMatchObject({ state: 'waiting' });
    expect(await fakeBrowser.alarms.get('flush')).toBeDefined();
    answer = () => new Response('<html>A café’s sign-in page</html>', { status: 200 });
    await sendWaiting({ hurry: true });
    expect(await readQueue()).toHaveLength(1);
    answer = () => Response.json({ id: 'job-1', status: 'saved' }, { status: 201 });
    await sendWaiting({ hurry: true });
    expect(await readQueue()).toEqual([]);
    expect(new Set(keys()).size).toBe(1);
    expect(await fakeBrowser.alarms.get('flush')).toBeUndefined();
  });

  it('that was made under this key before is saved', async () => {
    answer = refusal(409, { error: 'idempotency_conflict', detail: 'Used before.' });
    expect(await save(job)).toEqual({ state: 'saved', job: null });
  });

  it('that is refused waits for the person, who has it tried again or gives it up', async () => {
    answer = refusal(402, {
      error: 'quota_exceeded',
      detail: 'Full.',
      metric: 'saved_jobs',
      upgradeUrl: '/pricing',
    });
    const refused = await save(job);
    expect(refused).toMatchObject({ state: 'refused', problem: { upgradeUrl: '/pricing' } });
    await sendWaiting({ hurry: true });
    expect(asked).toHaveLength(1);
    const { id } = refused.state === 'refused' ? refused : { id: '' };
    await retry(id);
    expect(keys()).toEqual([id, id]);
    await discard(id);
    expect(await readQueue()).toEqual([]);
  });

  it('is not sent before the site wants it, whoever looks', async () => {
    answer = () =>
      Response.json(
        { error: 'rate_limit_exceeded', detail: 'Too many.' },
        { status: 429, headers: { 'retry-after': '60' } },
      );
    expect(await save(job)).toMatchObject({ state: 'waiting' });
    await sendWaiting({ hurry: true });
    expect(asked).toHaveLength(1);
  });
});

describe('whether a posting is saved', () => {
  const { url } = job;

  it('is asked of the site, and what it has no more is forgotten', async () => {
    answer = () => Response.json({ job: { id: 'job-1', status: 'applied', by: 'url' } });
    expect(await findSaved({ url })).toMatchObject({ id: 'job-1', status: 'applied' });
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await findSaved({ url })).toMatchObject({ id: 'job-1' });
    answer = () => Response.json({ job: null });
    expect(await findSaved({ url })).toBeUndefined();
    expect(await knownSaved(url)).toBeUndefined();
  });

  it('is not undone by an answer from before it was saved', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const usual = answer;
    answer = async (request) => {
      if (request.method === 'POST') return usual(request);
      await promise;
      return Response.json({ job: null });
    };
    const looking = findSaved({ url });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await save(job);
    resolve();
    expect(await looking).toBeUndefined();
    expect(await knownSaved(url)).toMatchObject({ id: 'job-1' });
  });

  it('is told of one that is alike, which is not taken for it', async () => {
    answer = () => Response.json({ job: { id: 'job-2', status: 'saved', by: 'posting' } });
    expect(await findSaved({ url, title: 'Cartographer', company: 'Halcyon Maps' })).toMatchObject({
      by: 'posting',
    });
    expect(await knownSaved(url)).toBeUndefined();
  });
});

describe('a connection', () => {
  it('that has ended is forgotten, and what waits is sent by the next one of the same person alone', async () => {
    answer = refusal(401, { error: 'unauthenticated', detail: 'Ended.' });
    expect(await save(job)).toMatchObject({ state: 'waiting' });
    expect(await readConnection()).toBeUndefined();
    expect(await save({ ...job, url: 'https://a.example/2' })).toEqual({ state: 'signed_out' });
    answer = () => Response.json({ id: 'job-1', status: 'saved' }, { status: 201 });
    await keepConnection({ ...connection, token: 'fh_ext_other', user: { ...nora, id: 'another' } });
    await sendWaiting({ hurry: true });
    expect(await readQueue()).toHaveLength(1);
    await keepConnection({ ...connection, token: 'fh_ext_two' });
    await sendWaiting({ hurry: true });
    expect(await readQueue()).toEqual([]);
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer fh_ext_two');
  });

  it('that is newer than the one that ended stays', async () => {
    await keepConnection({ ...connection, token: 'fh_ext_two' });
    await forgetConnection('fh_ext_one');
    expect((await readConnection())?.token).toBe('fh_ext_two');
  });
});
