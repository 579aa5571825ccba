import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { countApiCall, overrideLimit, tallyOf } from '../test-support';
import { countOrganizationApiCall } from './count-api-call';
import { countTaken, drainApiCalls } from './drain-api-calls';
import { callsIn, takenIds, takeOver } from './taken-hashes';

let person: TestPerson;
let organizationId: string;

beforeEach(async () => {
  await drainApiCalls();
  person = await makePerson();
  organizationId = person.organizationId;
});
afterAll(disconnect);

const call = (userId: string, times: number) =>
  Promise.all(Array.from({ length: times }, () => countApiCall(userId)));
const counted = (organization: string) => tallyOf(organization, 'api_calls');

describe('draining API calls', () => {
  it('counts each once, for the organization in which each user acts', async () => {
    const colleague = await makePerson();
    await joinOrganization(colleague, organizationId, 'member');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: colleague.userId }, data: { activeOrganizationId: organizationId } }),
    );
    await call(person.userId, 7);
    await call(colleague.userId, 5);
    expect(await drainApiCalls()).toBe(12);
    expect(await drainApiCalls()).toBe(0);
    expect(await counted(organizationId)).toMatchObject({ used: 12, eventsUsed: 12 });
    expect(await counted(colleague.userId)).toMatchObject({ used: 0, events: 0 });
  });

  it('counts those of keys for the organization that they belong to, beside those of people, wherever these act', async () => {
    const elsewhere = await makePerson();
    await joinOrganization(person, elsewhere.organizationId, 'member');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { activeOrganizationId: elsewhere.userId } }),
    );
    await Promise.all([1, 2, 3].map(() => countOrganizationApiCall(organizationId)));
    await call(person.userId, 2);
    await countOrganizationApiCall(elsewhere.organizationId);
    await countOrganizationApiCall(crypto.randomUUID());
    expect(await drainApiCalls()).toBe(6);
    expect(await counted(organizationId)).toMatchObject({ used: 3, eventsUsed: 3 });
    expect(await counted(elsewhere.organizationId)).toMatchObject({ used: 3, eventsUsed: 3 });
  });

  it('counts what is above the limit as overage, and refuses nothing that was answered', async () => {
    await overrideLimit(organizationId, 'api_calls', { quotaLimit: 3, cap: 'hard' });
    await call(person.userId, 5);
    await drainApiCalls();
    expect(await counted(organizationId)).toMatchObject({ used: 5, overage: 0 });
    const team = await makePerson();
    await givePlan(team.organizationId, 'team');
    await overrideLimit(team.organizationId, 'api_calls', { quotaLimit: 3 });
    await call(team.userId, 5);
    await drainApiCalls();
    expect(await counted(team.organizationId)).toMatchObject({ used: 5, overage: 2, eventsOverage: 2 });
  });

  it('goes on where one was killed after taking over', async () => {
    await call(person.userId, 3);
    await takeOver(crypto.randomUUID());
    await call(person.userId, 4);
    expect(await drainApiCalls()).toBe(7);
    expect(await counted(organizationId)).toMatchObject({ used: 7, eventsUsed: 7 });
    expect(await takenIds()).toEqual([]);
  });

  it('does not count again where one was killed after counting, even if the user has gone elsewhere', async () => {
    const id = crypto.randomUUID();
    const elsewhere = await makePerson();
    await joinOrganization(person, elsewhere.organizationId, 'member');
    await call(person.userId, 3);
    await takeOver(id);
    expect(await countTaken(id)).toBe(3);
    await asService('test.switch', (tx) =>
      tx.user.update({
        where: { id: person.userId },
        data: { activeOrganizationId: elsewhere.organizationId },
      }),
    );
    expect(await drainApiCalls()).toBe(0);
    expect(await counted(organizationId)).toMatchObject({ used: 3 });
    expect(await counted(elsewhere.organizationId)).toMatchObject({ used: 0 });
    expect(await callsIn(id)).toEqual({});
  });

  it('counts a large hash part by part, each once, also those of one organization in one minute', async () => {
    const id = crypto.randomUUID();
    const colleague = await makePerson();
    await joinOrganization(colleague, organizationId, 'member');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: colleague.userId }, data: { activeOrganizationId: organizationId } }),
    );
    await call(person.userId, 3);
    await call(colleague.userId, 3);
    await takeOver(id);
    // As after a kill behind the first part.
    await asService('test.part', (tx) => tx.apiCallDrain.create({ data: { id, part: 0 } }));
    const rest = await countTaken(id, 1);
    expect(rest).toBeGreaterThanOrEqual(3);
    expect(await countTaken(id, 1)).toBe(0);
    await asService('test.part', (tx) => tx.apiCallDrain.delete({ where: { id_part: { id, part: 0 } } }));
    expect(await countTaken(id, 1)).toBe(6 - rest);
    expect(await counted(organizationId)).toMatchObject({ used: 6, eventsUsed: 6 });
    expect(await drainApiCalls()).toBe(0);
  });

  it('takes nothing more when taking over is repeated because its answer was lost', async () => {
    const id = crypto.randomUUID();
    await call(person.userId, 3);
    await takeOver(id);
    await call(person.userId, 2);
    await takeOver(id);
    expect(Object.values(await callsIn(id))).toEqual([3]);
    expect(await drainApiCalls()).toBe(5);
  });

  it('loses and doubles nothing while three drain and many call', async () => {
    const people = await Promise.all(Array.from({ length: 3 }, makePerson));
    let calling = true;
    const drainers = [1, 2, 3].map(async () => {
      let sum = 0;
      while (calling) sum += await drainApiCalls();
      return sum;
    });
    for (let round = 0; round < 10; round++) {
      await Promise.all(people.map(({ userId }, index) => call(userId, 3 + index)));
    }
    calling = false;
    const drained = (await Promise.all(drainers)).reduce((sum, each) => sum + each, 0);
    expect(drained + (await drainApiCalls())).toBe(120);
    for (const [index, each] of people.entries()) {
      const used = 10 * (3 + index);
      expect(await counted(each.organizationId)).toMatchObject({ used, eventsUsed: used });
    }
  });

  it('is not held up by calls of somebody who is gone', async () => {
    await call(crypto.randomUUID(), 2);
    await call(person.userId, 1);
    expect(await drainApiCalls()).toBe(1);
    expect(await takenIds()).toEqual([]);
  });
});
