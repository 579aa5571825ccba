import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, deleteJob } from '..';
import { createContact, deleteContact, getContact, listContacts, replaceContact, updateContact } from '.';
import { CONTACTS_MAX } from './schema';

let person: TestPerson;
let stranger: TestPerson;
let jobId: string;

beforeAll(async () => {
  [person, stranger] = await Promise.all([makePerson(), makePerson()]);
});
beforeEach(async () => {
  jobId = (await createJob(person, { title: 'Engineer', company: 'Halcyon' })).id;
  return () => deleteJob(person, jobId).catch(() => {});
});
afterAll(disconnect);

const ada = {
  name: 'Ada Berg',
  role: 'Recruiter',
  email: 'ada@halcyon.example',
  phone: '+47 555 0100',
  url: 'https://halcyon.example/ada',
  notes: 'Answers on Mondays.',
};

describe('the contacts of a job', () => {
  it('are added, read, changed, replaced and removed', async () => {
    const contact = await createContact(person, jobId, ada);
    expect(contact).toMatchObject({ ...ada, jobId });
    const other = await createContact(person, jobId, { name: ' Bo ', email: '', phone: null });
    expect(other).toMatchObject({ name: 'Bo', email: null, phone: null, role: null });
    expect(await listContacts(person, jobId)).toEqual([contact, other]);

    expect(await updateContact(person, jobId, contact.id, { role: 'Lead' })).toMatchObject({
      ...ada,
      role: 'Lead',
    });
    const replaced = await replaceContact(person, jobId, contact.id, { name: 'Ada' });
    expect(replaced).toMatchObject({ name: 'Ada', role: null, email: null, url: null, notes: null });
    expect(await getContact(person, jobId, contact.id)).toEqual(replaced);

    await deleteContact(person, jobId, contact.id);
    await expect(deleteContact(person, jobId, contact.id)).rejects.toMatchObject({ status: 404 });
    expect(await listContacts(person, jobId)).toEqual([other]);
  });

  it.each([
    { name: '' },
    { name: 'x'.repeat(201) },
    { name: 'Ada', email: 'not an address' },
    { name: 'Ada', url: 'javascript:alert(1)' },
    { name: 'Ada', notes: 'a\u0000b' },
  ])('refuse what cannot be kept: %j', async (input) => {
    await expect(createContact(person, jobId, input)).rejects.toThrow();
    expect(await listContacts(person, jobId)).toEqual([]);
  });

  it('are made once for one idempotency key, however often it is asked', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => createContact(person, jobId, ada, 'the same')),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await listContacts(person, jobId)).toHaveLength(1);
    await expect(createContact(person, jobId, { name: 'Bo' }, 'the same')).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('are as many as a job keeps and not one more, however many come at once', async () => {
    await fill(CONTACTS_MAX - 3);
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => createContact(person, jobId, { name: `Late ${index}` })),
    );
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(9);
    for (const reason of refused) expect(reason).toMatchObject({ status: 409, code: 'conflict' });
    expect(await listContacts(person, jobId)).toHaveLength(CONTACTS_MAX);
  });

  it('go with the job', async () => {
    const { id } = await createContact(person, jobId, ada);
    await deleteJob(person, jobId);
    await expect(getContact(person, jobId, id)).rejects.toMatchObject({ status: 404 });
    expect(await asService('test.rows', (tx) => tx.jobContact.count({ where: { id } }))).toBe(0);
  });
});

describe('somebody else', () => {
  it('finds no contact of a job that is not theirs, and adds none', async () => {
    const { id } = await createContact(person, jobId, ada);
    const attempts = [
      listContacts(stranger, jobId),
      getContact(stranger, jobId, id),
      createContact(stranger, jobId, ada),
      updateContact(stranger, jobId, id, { name: 'Mine' }),
      replaceContact(stranger, jobId, id, { name: 'Mine' }),
      deleteContact(stranger, jobId, id),
    ];
    for (const attempt of await Promise.allSettled(attempts))
      expect(attempt).toMatchObject({ status: 'rejected', reason: { status: 404 } });
    expect(await listContacts(person, jobId)).toMatchObject([{ id, ...ada }]);
    const impostor = { userId: stranger.userId, organizationId: person.organizationId };
    expect(await asTenant(impostor, (tx) => tx.jobContact.count())).toBe(0);
  });

  it('of the same organization finds it by its own job alone', async () => {
    const { id } = await createContact(person, jobId, ada);
    const other = await createJob(person, { title: 'Designer', company: 'Halcyon' });
    await expect(getContact(person, other.id, id)).rejects.toMatchObject({ status: 404 });
    await expect(updateContact(person, other.id, id, { name: 'x' })).rejects.toMatchObject({ status: 404 });
    await expect(deleteContact(person, other.id, id)).rejects.toMatchObject({ status: 404 });
    await deleteJob(person, other.id);
  });

  it('who is a viewer reads and changes nothing', async () => {
    const { id } = await createContact(person, jobId, ada);
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    expect(await listContacts(viewer, jobId)).toHaveLength(1);
    await expect(createContact(viewer, jobId, ada)).rejects.toMatchObject({ status: 403 });
    await expect(updateContact(viewer, jobId, id, { name: 'x' })).rejects.toMatchObject({ status: 403 });
    await expect(deleteContact(viewer, jobId, id)).rejects.toMatchObject({ status: 403 });
  });
});

async function fill(count: number): Promise<void> {
  const { organizationId } = person;
  await asService('test.contacts', (tx) =>
    tx.jobContact.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        organizationId,
        jobId,
        name: `Contact ${index}`,
      })),
    }),
  );
}
