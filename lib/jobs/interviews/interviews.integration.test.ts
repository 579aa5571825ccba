import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob, deleteJob } from '..';
import {
  createInterview,
  deleteInterview,
  getInterview,
  listInterviews,
  replaceInterview,
  updateInterview,
} from '.';
import { INTERVIEWS_MAX } from './schema';

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

const talk = { startsAt: '2030-05-04T11:00:00+02:00', endsAt: '2030-05-04T12:00:00+02:00' };

describe('the interviews of a job', () => {
  it('are kept in UTC, told in the order of their times, changed, replaced and removed', async () => {
    const later = await createInterview(person, jobId, {
      ...talk,
      kind: 'onsite',
      location: 'Kongens gate 1',
      notes: 'Bring the maps.',
    });
    expect(later).toMatchObject({
      startsAt: '2030-05-04T09:00:00.000Z',
      endsAt: '2030-05-04T10:00:00.000Z',
      kind: 'onsite',
      location: 'Kongens gate 1',
    });
    const earlier = await createInterview(person, jobId, {
      startsAt: '2030-05-03T09:00:00Z',
      endsAt: '2030-05-03T09:30:00Z',
    });
    expect(earlier).toMatchObject({ kind: 'video', location: null, notes: null });
    expect(await listInterviews(person, jobId)).toEqual([earlier, later]);

    const moved = await updateInterview(person, jobId, later.id, { endsAt: '2030-05-04T10:30:00Z' });
    expect(moved).toMatchObject({ ...later, endsAt: '2030-05-04T10:30:00.000Z', updatedAt: moved.updatedAt });
    const replaced = await replaceInterview(person, jobId, later.id, talk);
    expect(replaced).toMatchObject({ kind: 'video', location: null, notes: null });
    expect(await getInterview(person, jobId, later.id)).toEqual(replaced);

    await deleteInterview(person, jobId, later.id);
    await expect(deleteInterview(person, jobId, later.id)).rejects.toMatchObject({ status: 404 });
    expect(await listInterviews(person, jobId)).toEqual([earlier]);
  });

  it.each([
    { ...talk, endsAt: talk.startsAt },
    { ...talk, endsAt: '2030-05-04T10:59:59+02:00' },
    { ...talk, endsAt: '2030-05-05T11:00:01+02:00' },
    { ...talk, startsAt: 'tomorrow' },
    { startsAt: '0000-01-01T00:00:00Z', endsAt: '0000-01-01T01:00:00Z' },
  ])('refuse times that cannot be: %j', async (input) => {
    await expect(createInterview(person, jobId, input)).rejects.toThrow();
    expect(await listInterviews(person, jobId)).toEqual([]);
  });

  it('do not come to end before they start when one end alone is moved', async () => {
    const { id } = await createInterview(person, jobId, talk);
    await expect(
      updateInterview(person, jobId, id, { startsAt: '2030-05-04T10:30:00Z' }),
    ).rejects.toMatchObject({ status: 422, extras: { issues: [{ path: 'endsAt' }] } });
    // Each is well by itself; of both together one is refused.
    const both = await Promise.allSettled([
      updateInterview(person, jobId, id, { startsAt: '2030-05-04T09:50:00Z' }),
      updateInterview(person, jobId, id, { endsAt: '2030-05-04T09:10:00Z' }),
    ]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { status: 422 } }]);
  });

  it('are made once for one idempotency key', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => createInterview(person, jobId, talk, 'the same')));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await listInterviews(person, jobId)).toHaveLength(1);
  });

  it('are as many as a job keeps and not one more, however many come at once', async () => {
    const { organizationId } = person;
    const times = { startsAt: new Date(talk.startsAt), endsAt: new Date(talk.endsAt) };
    await asService('test.interviews', (tx) =>
      tx.jobInterview.createMany({
        data: Array.from({ length: INTERVIEWS_MAX - 2 }, () => ({ organizationId, jobId, ...times })),
      }),
    );
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => createInterview(person, jobId, talk)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await listInterviews(person, jobId)).toHaveLength(INTERVIEWS_MAX);
  });
});

describe('somebody else', () => {
  it('finds no interview of a job that is not theirs, and adds none', async () => {
    const { id } = await createInterview(person, jobId, talk);
    const other = await createJob(person, { title: 'Designer', company: 'Halcyon' });
    const attempts = [
      listInterviews(stranger, jobId),
      getInterview(stranger, jobId, id),
      createInterview(stranger, jobId, talk),
      updateInterview(stranger, jobId, id, { notes: 'Mine' }),
      replaceInterview(stranger, jobId, id, talk),
      deleteInterview(stranger, jobId, id),
      getInterview(person, other.id, id),
      updateInterview(person, other.id, id, { notes: 'Elsewhere' }),
      deleteInterview(person, other.id, id),
    ];
    for (const attempt of await Promise.allSettled(attempts))
      expect(attempt).toMatchObject({ status: 'rejected', reason: { status: 404 } });
    expect(await listInterviews(person, jobId)).toMatchObject([{ id, notes: null }]);
    await deleteJob(person, other.id);
  });

  it('who is a viewer reads and changes nothing', async () => {
    const { id } = await createInterview(person, jobId, talk);
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    expect(await listInterviews(viewer, jobId)).toHaveLength(1);
    await expect(createInterview(viewer, jobId, talk)).rejects.toMatchObject({ status: 403 });
    await expect(updateInterview(viewer, jobId, id, { notes: 'x' })).rejects.toMatchObject({ status: 403 });
    await expect(deleteInterview(viewer, jobId, id)).rejects.toMatchObject({ status: 403 });
  });
});
