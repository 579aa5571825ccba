import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { underLease } from '@/lib/resilience';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { setPlatformRole } from '../../set-platform-role';
import { makeAdmin, type TestAdmin } from '../../test-support';
import {
  type BulkAction,
  type BulkOrder,
  type BulkSelection,
  listBulk,
  orderBulk,
  previewBulk,
  readBulk,
  runBulkOperations,
  stopBulk,
} from '.';
import * as performing from './perform';

/** Does all that was ordered, however slowly: a run of the worker is over after a few seconds. */
const runAll = () => runBulkOperations({ forMs: 120_000 });

const suspend: BulkAction = { kind: 'suspend' };
const reason = 'Opened by a script';

let shared: TestAdmin;
beforeAll(async () => {
  shared = await makeAdmin();
});
// What another file, or a test that failed, has left behind would be done first.
beforeEach(() =>
  asService('test.no-orders', (tx) =>
    tx.bulkOperation.updateMany({
      where: { state: { in: ['waiting', 'running'] } },
      data: { state: 'stopped' },
    }),
  ),
);
afterAll(disconnect);

const marker = () => `mark${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}x`;

/** So many people with a word in their names, the oldest first. */
async function makePeople(count: number, word = marker()): Promise<{ word: string; people: TestPerson[] }> {
  const people: TestPerson[] = [];
  for (let index = 0; index < count; index++) {
    const person = await makePerson();
    await change(person, { name: `${word} ${index}` });
    people.push(person);
  }
  return { word, people };
}

function change({ userId }: { userId: string }, data: { name?: string; status?: 'suspended' | 'deleted' }) {
  return asService('test.change', (tx) => tx.user.update({ where: { id: userId }, data }));
}

async function statusesOf(people: readonly TestPerson[]): Promise<string[]> {
  const rows = await asService('test.statuses', (tx) =>
    tx.user.findMany({ where: { id: { in: people.map(({ userId }) => userId) } } }),
  );
  return people.map(({ userId }) => rows.find(({ id }) => id === userId)?.status ?? 'gone');
}

function eventsOf(people: readonly TestPerson[], action: string) {
  return asService('test.events', (tx) =>
    tx.auditEvent.findMany({
      where: { userId: { in: people.map(({ userId }) => userId) }, action },
      orderBy: { id: 'asc' },
    }),
  );
}

const idsOf = (people: readonly TestPerson[]): BulkSelection => ({ ids: people.map(({ userId }) => userId) });

function order(selection: BulkSelection, expected: number, changed: Partial<BulkOrder> = {}) {
  const whole: BulkOrder = {
    id: crypto.randomUUID(),
    action: suspend,
    selection,
    reason,
    expected,
    ...changed,
  };
  return orderBulk(shared, whole);
}

describe('a dry run', () => {
  it('says whom it would concern, and who is left out and why, and does nothing', async () => {
    const { word, people } = await makePeople(5);
    const [plain, suspended, deleted, admin] = people;
    if (!plain || !suspended || !deleted || !admin) throw new Error('Somebody is missing.');
    await change(suspended, { status: 'suspended' });
    await change(deleted, { status: 'deleted' });
    await setPlatformRole(admin.email, 'superadmin');
    const before = await statusesOf(people);
    for (const selection of [idsOf(people), { filter: { q: word } }])
      expect(await previewBulk(shared, suspend, selection)).toEqual({
        concerned: 2,
        admins: 1,
        deleted: 1,
        already: 1,
        tooMany: false,
      });
    expect(await previewBulk(shared, { kind: 'activate' }, idsOf(people))).toMatchObject({
      concerned: 1,
      already: 2,
    });
    expect(await statusesOf(people)).toEqual(before);
  });

  it('leaves out whoever has the plan or a better one', async () => {
    const { people } = await makePeople(3);
    await givePlan(people[0]?.userId ?? '', 'team');
    await givePlan(people[1]?.userId ?? '', 'pro');
    const action: BulkAction = { kind: 'grant_plan', planId: 'pro', endsAt: null };
    expect(await previewBulk(shared, action, idsOf(people))).toMatchObject({ concerned: 1, already: 2 });
  });
});

describe('an order', () => {
  it('is done person by person, each with an event of its own under the order’s id', async () => {
    const { word, people } = await makePeople(3);
    const id = await order({ filter: { q: word } }, 3);
    expect((await readBulk(shared, id)).operation).toMatchObject({ state: 'waiting', total: 3, done: 0 });
    expect(await statusesOf(people)).toEqual(['active', 'active', 'active']);

    expect(await runAll()).toEqual({ done: 3, failed: 0, goesOn: false });
    expect(await statusesOf(people)).toEqual(['suspended', 'suspended', 'suspended']);
    const events = await eventsOf(people, 'user.suspended');
    expect(
      events.map(({ userId, actorId, reason: why, requestId }) => [userId, actorId, why, requestId]),
    ).toEqual(people.map(({ userId }) => [userId, shared.userId, reason, `bulk_${id}`]));
    const { operation, results } = await readBulk(shared, id);
    expect(operation).toMatchObject({ state: 'done', done: 3, failed: 0, orderedBy: shared.email });
    expect(results.map(({ userId, state, address }) => [userId, state, address])).toEqual(
      people.map(({ userId, email }) => [userId, 'done', email]),
    );
    const [ordered] = await asService('test.ordered', (tx) =>
      tx.auditEvent.findMany({ where: { targetId: id } }),
    );
    expect(ordered).toMatchObject({ action: 'bulk.ordered', reason, after: { kind: 'suspend', people: 3 } });
    expect((await listBulk(shared)).map((each) => each.id)).toContain(id);
  });

  it('concerns whom it concerned when it was given, whoever matches later', async () => {
    const { word, people } = await makePeople(1);
    await order({ filter: { q: word } }, 1);
    const { people: later } = await makePeople(1, word);
    await runAll();
    expect(await statusesOf([...people, ...later])).toEqual(['suspended', 'active']);
  });

  it('activates, and gives a plan until its end', async () => {
    const { people } = await makePeople(2);
    const [first] = people;
    if (!first) throw new Error('Nobody was made.');
    await change(first, { status: 'suspended' });
    await order(idsOf([first]), 1, { action: { kind: 'activate' } });
    const endsAt = new Date(Date.now() + 86_400_000).toISOString();
    await order(idsOf(people), 2, { action: { kind: 'grant_plan', planId: 'pro', endsAt } });
    expect(await runAll()).toMatchObject({ done: 3, failed: 0 });
    expect(await statusesOf(people)).toEqual(['active', 'active']);
    const grants = await asService('test.grants', (tx) =>
      tx.planGrant.findMany({ where: { organizationId: { in: people.map(({ userId }) => userId) } } }),
    );
    expect(grants.map((grant) => [grant.planId, grant.endsAt?.toISOString(), grant.reason])).toEqual([
      ['pro', endsAt, reason],
      ['pro', endsAt, reason],
    ]);
  });

  it('is refused when it concerns others than was said, and leaves nothing', async () => {
    const { people } = await makePeople(2);
    await change(people[0] ?? { userId: '' }, { status: 'suspended' });
    const id = crypto.randomUUID();
    await expect(order(idsOf(people), 2, { id })).rejects.toMatchObject({ status: 409 });
    await expect(order(idsOf(people), 1, { id, reason: ' ' })).rejects.toMatchObject({ status: 422 });
    await expect(readBulk(shared, id)).rejects.toMatchObject({ status: 404 });
  });

  it('given twice at once is one order', async () => {
    const { people } = await makePeople(1);
    const id = crypto.randomUUID();
    const both = await Promise.allSettled([order(idsOf(people), 1, { id }), order(idsOf(people), 1, { id })]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await order(idsOf(people), 1, { id })).toBe(id);
    const events = await asService('test.ordered', (tx) => tx.auditEvent.count({ where: { targetId: id } }));
    expect(events).toBe(1);
    const stranger = await makeAdmin();
    const again = { id, action: suspend, selection: idsOf(people), reason, expected: 1 };
    await expect(orderBulk(stranger, again)).rejects.toMatchObject({ status: 404 });
  });

  it('passes over nobody for whom it is in vain: others are done, and why it was is said', async () => {
    const { people } = await makePeople(3);
    const [, second] = people;
    const id = await order(idsOf(people), 3);
    await setPlatformRole(second?.email ?? '', 'superadmin');
    expect(await runAll()).toEqual({ done: 3, failed: 1, goesOn: false });
    expect(await statusesOf(people)).toEqual(['suspended', 'active', 'suspended']);
    const { operation, results } = await readBulk(shared, id, { failedOnly: true });
    expect(operation).toMatchObject({ state: 'done', failed: 1 });
    expect(results).toMatchObject([
      { userId: second?.userId, state: 'failed', error: expect.stringMatching(/admin/i) },
    ]);
  });
});

describe('whatever happens in between', () => {
  it('a run that is over goes on with the next, and one that was killed before it could mark somebody does nothing twice', async () => {
    const { people } = await makePeople(3);
    const id = await order(idsOf(people), 3);
    expect(await runBulkOperations({ forMs: 0 })).toEqual({ done: 1, failed: 0, goesOn: true });
    // As a kill between doing and marking leaves it.
    await asService('test.unmark', (tx) =>
      tx.bulkItem.updateMany({ where: { operationId: id }, data: { doneAt: null } }),
    );
    expect(await runAll()).toEqual({ done: 3, failed: 0, goesOn: false });
    expect(await eventsOf(people, 'user.suspended')).toHaveLength(3);
    expect((await readBulk(shared, id)).operation).toMatchObject({ state: 'done', done: 3 });
  });

  it('a database that does not answer is nobody’s fault: it is tried again', async () => {
    const { people } = await makePeople(1);
    const id = await order(idsOf(people), 1);
    const failing = vi
      .spyOn(performing, 'perform')
      .mockRejectedValueOnce(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }));
    await expect(runAll()).rejects.toThrow('connection refused');
    failing.mockRestore();
    expect((await readBulk(shared, id)).operation).toMatchObject({ state: 'running', done: 0 });
    expect(await runAll()).toMatchObject({ done: 1, failed: 0 });
  });

  it('two workers never do the same', async () => {
    const { people } = await makePeople(2);
    const id = await order(idsOf(people), 2);
    const runs = await underLease('admin.bulk', runAll);
    expect(runs).toEqual({ held: true, result: null });
    expect((await readBulk(shared, id)).operation.done).toBe(0);
    await Promise.all([runAll(), runAll()]);
    await runAll();
    expect(await eventsOf(people, 'user.suspended')).toHaveLength(2);
  });

  it('stopped, it is not done to anybody more, and going on is not possible', async () => {
    const { people } = await makePeople(2);
    const id = await order(idsOf(people), 2);
    await runBulkOperations({ forMs: 0 });
    await stopBulk(shared, id);
    await stopBulk(shared, id);
    expect(await runAll()).toEqual({ done: 0, failed: 0, goesOn: false });
    expect(await statusesOf(people)).toEqual(['suspended', 'active']);
    expect((await readBulk(shared, id)).operation).toMatchObject({ state: 'stopped', done: 1, total: 2 });
    const stops = await asService('test.stops', (tx) =>
      tx.auditEvent.count({ where: { targetId: id, action: 'bulk.stopped' } }),
    );
    expect(stops).toBe(1);
    await expect(stopBulk(shared, crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
  });

  it('goes on when its admin signs out, and stops when they are no admin any more', async () => {
    const { people } = await makePeople(2);
    const admin = await makeAdmin();
    const id = crypto.randomUUID();
    await orderBulk(admin, { id, action: suspend, selection: idsOf(people), reason, expected: 2 });
    await asService('test.sign-out', (tx) =>
      tx.userSession.updateMany({ where: { userId: admin.userId }, data: { revokedAt: new Date() } }),
    );
    expect(await runBulkOperations({ forMs: 0 })).toMatchObject({ done: 1 });
    await setPlatformRole(admin.email, 'user');
    expect(await runAll()).toEqual({ done: 0, failed: 0, goesOn: false });
    expect(await statusesOf(people)).toEqual(['suspended', 'active']);
    expect((await readBulk(shared, id)).operation).toMatchObject({ state: 'stopped', done: 1 });
  });

  it('is nobody’s who is no admin', async () => {
    const { people } = await makePeople(1);
    const admin = await makeAdmin();
    await setPlatformRole(admin.email, 'user');
    const id = crypto.randomUUID();
    const refused = { status: 404 };
    await expect(previewBulk(admin, suspend, idsOf(people))).rejects.toMatchObject(refused);
    const asked = { id, action: suspend, selection: idsOf(people), reason, expected: 1 };
    await expect(orderBulk(admin, asked)).rejects.toMatchObject(refused);
    await expect(stopBulk(admin, id)).rejects.toMatchObject(refused);
    await expect(listBulk(admin)).rejects.toMatchObject(refused);
    await expect(readBulk(admin, id)).rejects.toMatchObject(refused);
  });
});
