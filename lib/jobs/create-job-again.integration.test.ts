import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as postJob } from '@/app/api/jobs/route';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, createJobAgain, listJobs } from '.';

const posting = { title: 'Cartographer', company: 'Halcyon Maps' };
let person: TestPerson;
let host: TestPerson;
let team: { userId: string; organizationId: string };

beforeEach(async () => {
  [person, host] = await Promise.all([makePerson(), makePerson()]);
  team = await joinOrganization(person, host.organizationId, 'member');
});
afterAll(disconnect);

describe('a job that is sent again', () => {
  it('stays where it was saved, though its person acts elsewhere by now', async () => {
    const key = crypto.randomUUID();
    const first = await createJobAgain(person, posting, key);
    expect((await createJobAgain(team, posting, key)).id).toBe(first.id);
    expect((await createJobAgain(person, posting, key)).id).toBe(first.id);
    expect((await listJobs(team)).jobs).toEqual([]);
    expect((await listJobs(person)).jobs).toHaveLength(1);
    await expect(createJobAgain(team, { ...posting, title: 'Other' }, key)).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('by the extension is answered from there', async () => {
    const send = await extensionOf(person);
    const first = await send();
    expect(first.status).toBe(201);
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { activeOrganizationId: team.organizationId } }),
    );
    expect((await (await send()).json()).id).toBe((await first.json()).id);
    expect((await listJobs(team)).jobs).toEqual([]);
  });

  it('is saved where its person acts, when it never was', async () => {
    const job = await createJobAgain(team, posting, crypto.randomUUID());
    expect((await listJobs(team)).jobs).toMatchObject([{ id: job.id }]);
    await createJobAgain(person, posting, undefined);
    expect((await listJobs(person)).jobs).toHaveLength(1);
  });

  it('is the one of the organization that they act in, where both know the key', async () => {
    const key = crypto.randomUUID();
    const [own, shared] = await Promise.all([createJob(person, posting, key), createJob(team, posting, key)]);
    expect((await createJobAgain(person, posting, key)).id).toBe(own.id);
    expect((await createJobAgain(team, posting, key)).id).toBe(shared.id);
  });

  it('is not told by an organization that its person has left, nor by one that they never were in', async () => {
    const key = crypto.randomUUID();
    const theirs = await createJob(host, posting, key);
    const stranger = await makePerson();
    expect((await createJobAgain(stranger, posting, key)).id).not.toBe(theirs.id);
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: host.organizationId, userId: person.userId } }),
    );
    expect((await createJobAgain(person, posting, key)).id).not.toBe(theirs.id);
  });
});

/** Sends the posting as this person's extension does, each time under the same key. */
async function extensionOf(sender: TestPerson): Promise<() => Promise<Response>> {
  const headers = {
    authorization: `Bearer ${await connectedExtension(sender)}`,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  };
  const body = JSON.stringify(posting);
  return () => postJob(new Request(`${env().APP_URL}/api/jobs`, { method: 'POST', headers, body }));
}
