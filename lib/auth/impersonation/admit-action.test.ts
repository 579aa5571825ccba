import { beforeEach, expect, it, vi } from 'vitest';
import { problems } from '@/lib/http';
import { runAction } from '../run-action';

const sent = vi.hoisted(() => ({ cookie: '' }));
const identify = vi.hoisted(() => vi.fn());
const record = vi.hoisted(() => vi.fn(async () => {}));

vi.mock('@/lib/env', () => ({
  env: () => ({ APP_URL: 'http://localhost:3000', LOG_LEVEL: 'silent', TRUSTED_PROXIES: 1 }),
}));
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ origin: 'http://localhost:3000', cookie: sent.cookie }),
  // As Next reads them: of two with one name the last.
  cookies: async () => ({
    getAll: () =>
      [...new Map(sent.cookie.split('; ').map((pair) => pair.split('=') as [string, string]))].map(
        ([name, value]) => ({ name, value }),
      ),
  }),
}));
vi.mock('../authenticate', () => ({ identifyHeaders: identify, sessionIn: () => null }));
vi.mock('./record-acting-here', () => ({ recordActingHere: record }));

const work = vi.fn(async () => 'done');
const acting = (mayWrite: boolean) => ({
  acting: {},
  principal: { impersonation: { id: 'i', actorId: 'a', actorEmail: 'a@example.test', mayWrite } },
});

beforeEach(() => {
  vi.clearAllMocks();
  sent.cookie = 'foothold-acting=token';
  identify.mockResolvedValue(acting(false));
});

it('asks nothing about who has no such cookie', async () => {
  sent.cookie = 'theme=dark';
  expect(await runAction(work)).toEqual({ ok: true, data: 'done' });
  expect(identify).not.toHaveBeenCalled();
});

it('records an action and refuses it, unless it says that it only reads', async () => {
  for (const whileActing of [undefined, 'never', 'change'] as const)
    expect(await runAction(work, whileActing)).toMatchObject({ ok: false, problem: { status: 403 } });
  expect(work).not.toHaveBeenCalled();
  expect(record).toHaveBeenCalledTimes(3);
  expect(await runAction(work, 'read')).toMatchObject({ ok: true });
});

it('lets an action change things once they may, and never what it does not say', async () => {
  identify.mockResolvedValue(acting(true));
  expect(await runAction(work, 'change')).toMatchObject({ ok: true });
  expect(await runAction(work)).toMatchObject({ ok: false, problem: { status: 403 } });
});

it('is not got around by an empty cookie before the real one', async () => {
  sent.cookie = 'foothold-acting=; foothold-acting=token';
  expect(await runAction(work)).toMatchObject({ ok: false, problem: { status: 403 } });
  expect(work).not.toHaveBeenCalled();
});

it('does nothing as oneself where acting is over, nor where that cannot be recorded', async () => {
  identify.mockRejectedValue(problems.impersonationOver());
  expect(await runAction(work, 'change')).toMatchObject({ problem: { error: 'impersonation_over' } });
  identify.mockResolvedValue(acting(true));
  record.mockRejectedValueOnce(new Error('the log is full'));
  expect(await runAction(work, 'change')).toMatchObject({ problem: { status: 500 } });
  expect(work).not.toHaveBeenCalled();
});

it('lets who is not signed in any more sign in, and the console be the admin’s own', async () => {
  identify.mockRejectedValue(problems.unauthenticated());
  expect(await runAction(work)).toMatchObject({ ok: true });
  expect(await runAction(work, 'oneself')).toMatchObject({ ok: true });
  expect(record).not.toHaveBeenCalled();
});
