import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { makeLogger } from './logger';
import { noteCaller } from './note-caller';
import { withRequestId, withTask } from './request-id';

const lines: Record<string, unknown>[] = [];
const log = makeLogger(
  'info',
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  }),
);
const caller = { userId: 'u1', organizationId: 'o1', planId: 'free' };

it('a line of a request has its id, and who asks from when that is known', async () => {
  lines.length = 0;
  await withRequestId('req_one', async () => {
    log.info('before');
    noteCaller(caller);
    await new Promise((go) => setTimeout(go, 5));
    log.info('after');
  });
  expect(lines[0]).toMatchObject({ requestId: 'req_one', msg: 'before' });
  expect(lines[0]).not.toHaveProperty('userId');
  expect(lines[1]).toMatchObject({ requestId: 'req_one', userId: 'u1', organizationId: 'o1', msg: 'after' });
});

it('lines of requests at once are not mixed up', async () => {
  lines.length = 0;
  await Promise.all(
    ['a', 'b', 'c'].map((id) =>
      withRequestId(`req_${id}`, async () => {
        noteCaller({ ...caller, userId: id });
        await new Promise((go) => setTimeout(go, 5));
        log.info({ id }, 'done');
      }),
    ),
  );
  for (const line of lines) expect([line.requestId, line.userId]).toEqual([`req_${line.id}`, line.id]);
});

it('a line of a background task has its name, and an id of the run', async () => {
  lines.length = 0;
  for (let i = 0; i < 2; i++) await withTask('usage.aggregate', async () => log.info('counted'));
  const [one, other] = lines;
  expect(one).toMatchObject({ task: 'usage.aggregate', requestId: expect.stringMatching(/^req_/) });
  expect(other?.requestId).not.toBe(one?.requestId);
});

it('a line of nothing in particular claims nothing', () => {
  lines.length = 0;
  log.info('ready');
  expect(Object.keys(lines[0] ?? {})).toEqual(['level', 'time', 'msg']);
});
