import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { countJobs, createJob, deleteJob, getJob, type JobStatus, listJobs, updateJob } from '..';
import { plantJobs } from '../test-support';
import { deleteJobs, moveJobs, takeBackMove } from '.';
import { bulkJobs } from './bulk-jobs';

let person: TestPerson;

beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

describe('moving many jobs', () => {
  it('moves exactly those named, tells how many are other than before, and writes the history once', async () => {
    const jobs = await save(['saved', 'saved', 'applied', 'offer']);
    const outcome = await moveJobs(person, { ids: ids(jobs.slice(0, 3)) }, 'applied');
    expect(outcome).toMatchObject({ matched: 3, changed: 2 });
    expect(await statuses(jobs)).toEqual(['applied', 'applied', 'applied', 'offer']);
    expect(await moveJobs(person, { ids: ids(jobs.slice(0, 3)) }, 'applied')).toEqual({
      matched: 3,
      changed: 0,
      done: null,
    });
    expect(await steps(nth(jobs, 0))).toEqual(['saved', 'applied']);
  });

  it('is taken back to each former status exactly once, and the day of an application with it', async () => {
    const jobs = await save(['saved', 'interviewing', 'rejected']);
    const { done } = await moveJobs(person, { ids: ids(jobs) }, 'offer');
    if (!done) throw new Error('nothing moved');
    expect(await getJob(person, nth(jobs, 0).id)).toMatchObject({ appliedAt: expect.any(String) });

    expect(await takeBackMove(person, done)).toBe(3);
    expect(await statuses(jobs)).toEqual(['saved', 'interviewing', 'rejected']);
    expect(await getJob(person, nth(jobs, 0).id)).toMatchObject({ appliedAt: null });
    expect(await getJob(person, nth(jobs, 1).id)).toMatchObject({ appliedAt: nth(jobs, 1).appliedAt });
    expect(await takeBackMove(person, done)).toBe(0);
  });

  it('leaves alone, when it is taken back, what has moved on or gone since', async () => {
    const jobs = await save(['saved', 'saved', 'saved']);
    const { done } = await moveJobs(person, { ids: ids(jobs) }, 'applied');
    if (!done) throw new Error('nothing moved');
    await updateJob(person, nth(jobs, 0).id, { status: 'offer' });
    await deleteJob(person, nth(jobs, 1).id);
    expect(await takeBackMove(person, done)).toBe(1);
    expect(await statuses([nth(jobs, 0), nth(jobs, 2)])).toEqual(['offer', 'saved']);
  });

  it('is not taken back by a colleague, nor by whoever makes up a moment', async () => {
    const jobs = await save(['saved']);
    const { done } = await moveJobs(person, { ids: ids(jobs) }, 'applied');
    if (!done) throw new Error('nothing moved');
    const colleague = await joinOrganization(await makePerson(), person.organizationId, 'member');
    expect(await takeBackMove(colleague, done)).toBe(0);
    expect(await takeBackMove(person, { ...done, movedAt: '1' })).toBe(0);
    expect(await statuses(jobs)).toEqual(['applied']);
  });
});

describe('deleting many jobs', () => {
  it('gives back as many places as jobs went, also when two ask for the same at once', async () => {
    const jobs = await save(Array.from({ length: 10 }, () => 'saved' as const));
    const halves = [ids(jobs.slice(0, 7)), ids(jobs.slice(3)).reverse()];
    const answers = await Promise.all(halves.map((half) => deleteJobs(person, { ids: half })));
    expect(answers.reduce((sum, { changed }) => sum + changed, 0)).toBe(10);
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 0 });
    expect((await listJobs(person)).jobs).toEqual([]);
    await expect(deleteJobs(person, { ids: halves[0] ?? [] })).rejects.toMatchObject({ status: 404 });
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 0 });
  });

  it('does nothing where a filter finds another number than was told', async () => {
    await save(['saved', 'saved', 'applied']);
    const selection = { filter: { status: ['saved' as const] }, expected: 1 };
    await expect(deleteJobs(person, selection)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('2 jobs match'),
    });
    expect(await deleteJobs(person, { ...selection, expected: 2 })).toEqual({ matched: 2, changed: 2 });
    expect(await countJobs(person)).toMatchObject({ saved: 0, applied: 1 });
  });

  it('moves and deletes the same jobs at once without a deadlock', async () => {
    const jobs = await save(Array.from({ length: 10 }, () => 'saved' as const));
    const all = ids(jobs);
    const answers = await Promise.allSettled([
      moveJobs(person, { ids: all }, 'applied'),
      deleteJobs(person, { ids: [...all].reverse() }),
      moveJobs(person, { ids: [...all].reverse() }, 'offer'),
    ]);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ status: 404 });
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 0 });
  });
});

describe('five thousand jobs', () => {
  it('move, come back and go at once, and more than that are refused', async () => {
    await givePlan(person.organizationId, 'pro');
    await plantJobs(person, 5_000);
    const before = await countJobs(person);
    const { done, ...moved } = await moveJobs(person, { filter: {}, expected: 5_000 }, 'archived');
    expect(moved).toEqual({ matched: 5_000, changed: 5_000 });
    if (!done) throw new Error('nothing moved');
    expect(await takeBackMove(person, done)).toBe(5_000);
    expect(await countJobs(person)).toEqual(before);

    await createJob(person, { title: 'One more', company: 'Acme' });
    await expect(deleteJobs(person, { filter: {} })).rejects.toMatchObject({ status: 422 });
    expect(await deleteJobs(person, { filter: { q: 'Engineer' } })).toEqual({
      matched: 5_000,
      changed: 5_000,
    });
    expect(await usageOf(person, 'saved_jobs')).toMatchObject({ used: 1 });
  });
});

describe('who may not', () => {
  it('a viewer and a stranger change nothing', async () => {
    const jobs = await save(['saved']);
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    const stranger = await makePerson();
    await expect(moveJobs(viewer, { ids: ids(jobs) }, 'offer')).rejects.toMatchObject({ status: 403 });
    await expect(deleteJobs(viewer, { filter: {} })).rejects.toMatchObject({ status: 403 });
    await expect(moveJobs(stranger, { ids: ids(jobs) }, 'offer')).rejects.toMatchObject({ status: 404 });
    expect(await deleteJobs(stranger, { filter: {} })).toEqual({ matched: 0, changed: 0 });
    expect(await statuses(jobs)).toEqual(['saved']);
  });
});

it('archives by a move', async () => {
  const jobs = await save(['saved', 'offer']);
  expect(await bulkJobs(person, { ids: ids(jobs), action: { kind: 'archive' } })).toEqual({
    matched: 2,
    changed: 2,
  });
  expect(await statuses(jobs)).toEqual(['archived', 'archived']);
});

type Saved = Awaited<ReturnType<typeof createJob>>;

async function save(wanted: readonly JobStatus[]): Promise<Saved[]> {
  const saved: Saved[] = [];
  for (const [index, status] of wanted.entries())
    saved.push(await createJob(person, { title: `Job ${index}`, company: 'Acme', status }));
  return saved;
}

function nth(jobs: readonly Saved[], index: number): Saved {
  const job = jobs[index];
  if (!job) throw new Error(`there is no job ${index}`);
  return job;
}

function ids(jobs: readonly Saved[]): string[] {
  return jobs.map(({ id }) => id);
}

async function statuses(jobs: readonly Saved[]): Promise<JobStatus[]> {
  return Promise.all(jobs.map(async ({ id }) => (await getJob(person, id)).status));
}

async function steps(job: Saved): Promise<JobStatus[]> {
  const rows = await asService('test', (tx) =>
    tx.jobStatusChange.findMany({
      where: { organizationId: person.organizationId, jobId: job.id },
      orderBy: { changedAt: 'asc' },
    }),
  );
  return rows.map(({ toStatus }) => toStatus);
}
