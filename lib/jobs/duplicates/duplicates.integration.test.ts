import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createContact, listContacts } from '../contacts';
import { createJob } from '../create-job';
import { deleteJob } from '../delete-job';
import { getJob } from '../get-job';
import { createInterview, listInterviews } from '../interviews';
import { updateJob } from '../update-job';
import { dismissDuplicate } from './dismiss-duplicate';
import { listDuplicates } from './list-duplicates';
import { mergeJobs } from './merge-jobs';
import { findSavedPosting, possibleDuplicates } from './possible-duplicates';

const posting = { title: 'Data Engineer', company: 'Northbound GmbH', location: 'Berlin' };
const again = { title: 'Data Engineer (m/f/d)', company: 'Northbound', location: 'Berlin, Germany' };

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

async function used(): Promise<number> {
  return (await usageOf(person, 'saved_jobs')).used;
}

describe('a posting that is saved already', () => {
  it('is known by any of its addresses', async () => {
    const url = 'https://www.linkedin.com/jobs/view/data-engineer-at-northbound-4012345678/?trk=feed';
    const { id } = await createJob(person, { ...posting, url, status: 'applied' });
    const other = 'https://linkedin.com/jobs/collections/recommended/?currentJobId=4012345678';
    expect(await findSavedPosting(person, { url: other })).toMatchObject({
      id,
      status: 'applied',
      by: 'url',
    });
    expect(await findSavedPosting(person, { url: `${url}9` })).not.toBeNull();
    expect(
      await findSavedPosting(person, { url: 'https://www.linkedin.com/jobs/view/4012345679/' }),
    ).toBeNull();
  });

  it('is known by its address as it is now', async () => {
    const { id } = await createJob(person, { ...posting, url: 'https://a.example/jobs/1' });
    await updateJob(person, id, { url: 'https://a.example/jobs/2' });
    expect(await findSavedPosting(person, { url: 'https://a.example/jobs/1' })).toBeNull();
    expect(await findSavedPosting(person, { url: 'https://a.example/jobs/2?utm_source=x' })).toMatchObject({
      id,
    });
    await updateJob(person, id, { url: null });
    expect(await findSavedPosting(person, { url: 'https://a.example/jobs/2' })).toBeNull();
  });

  it('is known by company, title and place', async () => {
    const { id } = await createJob(person, posting);
    expect(await findSavedPosting(person, again)).toMatchObject({ id, by: 'posting' });
    expect(await findSavedPosting(person, { ...again, title: 'Junior Data Engineer' })).toBeNull();
    expect(await findSavedPosting(person, { ...again, company: 'Southbound' })).toBeNull();
    expect(await findSavedPosting(person, { title: 'Data Engineer', company: '' })).toBeNull();
  });

  it('is known whether a company is written in one word or in two', async () => {
    const { id } = await createJob(person, { ...posting, company: 'Deep Mind' });
    expect(await findSavedPosting(person, { ...posting, company: 'DeepMind Ltd' })).toMatchObject({ id });
    const { id: one } = await createJob(person, { ...posting, company: 'OpenDoor' });
    expect(await findSavedPosting(person, { ...posting, company: 'Open Door' })).toMatchObject({ id: one });
  });

  it('of an address of any length is saved and found', async () => {
    const url = `https://a.example/${'ü'.repeat(1900)}`;
    const { id } = await createJob(person, { ...posting, url });
    expect(await findSavedPosting(person, { url })).toMatchObject({ id });
  });

  it('is nobody else’s', async () => {
    await createJob(person, { ...posting, url: 'https://a.example/jobs/1' });
    const stranger = await makePerson();
    expect(await findSavedPosting(stranger, { ...posting, url: 'https://a.example/jobs/1' })).toBeNull();
    expect((await listDuplicates(stranger)).pairs).toEqual([]);
  });
});

describe('what is saved twice', () => {
  it('is told of the job and in the list, until somebody says that it is not the same', async () => {
    const first = await createJob(person, posting);
    const second = await createJob(person, again);
    await createJob(person, { ...posting, title: 'Baker' });
    expect(await possibleDuplicates(person, second.id)).toMatchObject([{ id: first.id }]);
    expect(await listDuplicates(person)).toMatchObject({
      pairs: [{ jobs: [{ id: first.id }, { id: second.id }], by: 'posting' }],
      more: false,
    });
    await dismissDuplicate(person, second.id, first.id);
    await dismissDuplicate(person, first.id, second.id);
    expect(await possibleDuplicates(person, first.id)).toEqual([]);
    expect(await possibleDuplicates(person, second.id)).toEqual([]);
    expect((await listDuplicates(person)).pairs).toEqual([]);
    // A third is still the same as either.
    const third = await createJob(person, posting);
    expect(await possibleDuplicates(person, third.id)).toHaveLength(2);
  });

  it('is told in parts where there is very much of it', async () => {
    await givePlan(person.organizationId, 'pro');
    for (let index = 0; index < 8; index++) await createJob(person, posting);
    const { pairs, more } = await listDuplicates(person);
    expect([pairs.length, more]).toEqual([20, true]);
  });
});

describe('a merge', () => {
  it('leaves one job with everything that both had, and frees one place', async () => {
    const kept = await createJob(person, { ...posting, notes: 'Mine' });
    const other = await createJob(person, {
      ...again,
      url: 'https://a.example/1',
      notes: 'Theirs',
      status: 'applied',
      description: '<p>Bread</p>',
    });
    await createContact(person, other.id, { name: 'Ada' });
    await createInterview(person, other.id, {
      startsAt: '2030-05-04T09:00:00Z',
      endsAt: '2030-05-04T10:00:00Z',
    });
    expect(await used()).toBe(2);

    const merged = await mergeJobs(person, kept.id, { otherId: other.id, take: ['status'] });

    expect(merged).toMatchObject({
      id: kept.id,
      title: 'Data Engineer',
      url: 'https://a.example/1',
      notes: 'Mine\n\nTheirs',
      status: 'applied',
      description: '<p>Bread</p>',
      appliedAt: other.appliedAt,
      createdAt: kept.createdAt,
    });
    await expect(getJob(person, other.id)).rejects.toMatchObject({ status: 404 });
    expect(await listContacts(person, kept.id)).toMatchObject([{ name: 'Ada' }]);
    expect(await listInterviews(person, kept.id)).toHaveLength(1);
    expect(await findSavedPosting(person, { url: 'https://a.example/1' })).toMatchObject({ id: kept.id });
    const history = await asTenant(person, (tx) =>
      tx.jobStatusChange.findMany({ where: { organizationId: person.organizationId } }),
    );
    expect(new Set(history.map(({ jobId }) => jobId))).toEqual(new Set([kept.id]));
    expect(history.filter(({ toStatus }) => toStatus === 'saved')).not.toHaveLength(0);
    expect(await used()).toBe(1);
  });

  it('moves whatever table leads to a job, whichever comes later', async () => {
    const [kept, other] = [await createJob(person, posting), await createJob(person, again)];
    const tables = await asService('test.tables', async (tx) => {
      const rows = await tx.$queryRaw<{ name: string }[]>`
        select c.conrelid::regclass::text as name from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2] and a.attname = 'job_id'
        where c.contype = 'f' and c.confrelid = 'app.saved_jobs'::regclass and cardinality(c.conkey) = 2`;
      return rows.map(({ name }) => name);
    });
    expect(tables).toEqual(
      expect.arrayContaining([
        'app.job_contacts',
        'app.job_interviews',
        'app.job_status_changes',
        'app.reminders',
      ]),
    );
    await asService(
      'test.reminder',
      (tx) =>
        tx.$executeRaw`
        insert into app.reminders (organization_id, user_id, job_id, kind, remind_at)
        values (${person.organizationId}::uuid, ${person.userId}::uuid, ${other.id}::uuid, 'at', now() + interval '1 day')`,
    );
    await mergeJobs(person, kept.id, { otherId: other.id });
    const [row] = await asService(
      'test.reminder',
      (tx) =>
        tx.$queryRaw<{ job: string }[]>`
        select job_id as job from app.reminders where organization_id = ${person.organizationId}::uuid`,
    );
    expect(row?.job).toBe(kept.id);
  });

  it('of many at once happens once, whichever way round, and frees one place', async () => {
    const [one, other] = [await createJob(person, posting), await createJob(person, again)];
    const attempts = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => mergeJobs(person, one.id, { otherId: other.id })),
      ...Array.from({ length: 6 }, () => mergeJobs(person, other.id, { otherId: one.id })),
      deleteJob(person, other.id),
    ]);
    const done = attempts.filter(({ status }) => status === 'fulfilled');
    // A deletion and a merge may both find something to do.
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const attempt of attempts)
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ status: 404 });
    const left = await asTenant(person, (tx) => tx.savedJob.count());
    expect(await used()).toBe(left);
    expect(left).toBe(2 - done.length);
  });

  it('with itself, with what is not there or with somebody else’s is refused, and changes nothing', async () => {
    const mine = await createJob(person, posting);
    const stranger = await makePerson();
    const theirs = await createJob(stranger, again);
    await expect(mergeJobs(person, mine.id, { otherId: mine.id })).rejects.toMatchObject({ status: 422 });
    await expect(mergeJobs(person, mine.id, { otherId: theirs.id })).rejects.toMatchObject({ status: 404 });
    await expect(mergeJobs(person, theirs.id, { otherId: mine.id })).rejects.toMatchObject({ status: 404 });
    await expect(dismissDuplicate(person, mine.id, theirs.id)).rejects.toMatchObject({ status: 404 });
    await expect(dismissDuplicate(person, mine.id, mine.id)).rejects.toMatchObject({ status: 422 });
    expect(await getJob(person, mine.id)).toEqual(mine);
    expect(await getJob(stranger, theirs.id)).toEqual(theirs);
  });

  it('is not for viewers, and not for who owes', async () => {
    const [one, other] = [await createJob(person, posting), await createJob(person, again)];
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    await expect(mergeJobs(viewer, one.id, { otherId: other.id })).rejects.toMatchObject({ status: 403 });
    await expect(dismissDuplicate(viewer, one.id, other.id)).rejects.toMatchObject({ status: 403 });
  });

  it('of notes that are too long together loses nothing', async () => {
    const one = await createJob(person, { ...posting, notes: 'a'.repeat(15_000) });
    const other = await createJob(person, { ...again, notes: 'b'.repeat(15_000) });
    await expect(mergeJobs(person, one.id, { otherId: other.id })).rejects.toMatchObject({ status: 422 });
    expect(await getJob(person, other.id)).toEqual(other);
  });

  it('cannot be had by SQL of one’s own for another organization', async () => {
    const stranger = await makePerson();
    const [one, other] = [await createJob(stranger, posting), await createJob(stranger, again)];
    await expect(
      asTenant(
        person,
        (tx) => tx.$queryRaw`select app.move_job_parts(${one.id}::uuid, ${other.id}::uuid)::text`,
      ),
    ).rejects.toThrow(/not two jobs/);
  });
});
