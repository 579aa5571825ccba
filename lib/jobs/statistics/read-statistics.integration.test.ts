import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { createJob } from '../create-job';
import type { JobStatus } from '../schema';
import { readStatistics } from './read-statistics';

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson();
  await givePlan(person.organizationId, 'pro');
});
afterAll(disconnect);

const DAY = 86_400_000;
const all = { range: 'all', timeZone: 'UTC' } as const;
const ago = (days: number) => new Date(Date.now() - days * DAY);

type Step = readonly [status: JobStatus, at: Date];

/** A job with this past: the first step is when it was saved, the last one where it is. */
async function jobWith(
  steps: readonly Step[],
  { source, appliedAt }: { source?: string | undefined; appliedAt?: Date } = {},
): Promise<void> {
  const { id } = await createJob(person, { title: 'Engineer', company: 'Halcyon', source });
  const { organizationId } = person;
  const applied = steps.find(([status]) => ['applied', 'interviewing', 'offer'].includes(status));
  await asService('test.past', async (tx) => {
    await tx.savedJob.updateMany({
      where: { organizationId, id },
      data: {
        status: steps.at(-1)?.[0] ?? 'saved',
        appliedAt: appliedAt ?? applied?.[1] ?? null,
        createdAt: steps[0]?.[1] ?? new Date(),
      },
    });
    // What the triggers have noted of this is none of its past.
    await tx.jobStatusChange.deleteMany({ where: { organizationId, jobId: id } });
    await tx.jobStatusChange.createMany({
      data: steps.map(([toStatus, changedAt], index) => ({
        organizationId,
        jobId: id,
        fromStatus: steps[index - 1]?.[0] ?? null,
        toStatus,
        changedAt,
      })),
    });
  });
}

describe('the funnel', () => {
  it('counts where a job has been at any time, not only where it is', async () => {
    await jobWith([['saved', ago(9)]]);
    await jobWith([
      ['saved', ago(9)],
      ['applied', ago(8)],
    ]);
    await jobWith([
      ['saved', ago(9)],
      ['applied', ago(8)],
      ['interviewing', ago(5)],
      ['rejected', ago(2)],
    ]);
    await jobWith([
      ['applied', ago(9)],
      ['offer', ago(2)],
      ['archived', ago(1)],
    ]);
    expect((await readStatistics(person, all)).funnel).toEqual({
      saved: 4,
      applied: 3,
      interviewing: 2,
      offer: 1,
      answered: 2,
      responseRate: 2 / 3,
    });
  });

  it('takes being turned down for an answer to an application, and to nothing else', async () => {
    await jobWith([
      ['saved', ago(9)],
      ['rejected', ago(8)],
    ]);
    await jobWith([['rejected', ago(8)]], { appliedAt: ago(20) });
    expect((await readStatistics(person, all)).funnel).toMatchObject({ saved: 2, applied: 1, answered: 1 });
  });

  it('does not count a slip that was taken back within a minute, nor the time before it twice', async () => {
    const slip = ago(5);
    await jobWith([
      ['saved', ago(9)],
      ['offer', slip],
      ['saved', new Date(slip.getTime() + 20_000)],
      ['applied', ago(1)],
    ]);
    const { funnel, advanced } = await readStatistics(person, all);
    expect(funnel).toMatchObject({ applied: 1, interviewing: 0, offer: 0 });
    const saved = advanced?.stages.find(({ stage }) => stage === 'saved');
    expect(saved?.left).toBe(1);
    expect(saved?.medianSeconds).toBeCloseTo(8 * 86_400, -1);
    expect(advanced?.days.reduce((sum, { moved }) => sum + moved, 0)).toBe(0);
  });

  it('is of the jobs that were saved within the range', async () => {
    await jobWith([
      ['saved', ago(40)],
      ['applied', ago(3)],
    ]);
    await jobWith([['saved', ago(3)]]);
    const of = async (range: '30d' | '90d') => (await readStatistics(person, { ...all, range })).funnel;
    expect(await of('30d')).toMatchObject({ saved: 1, applied: 0, responseRate: null });
    expect(await of('90d')).toMatchObject({ saved: 2, applied: 1, responseRate: 0 });
  });
});

describe('what only some plans tell', () => {
  it('has the median of the times that are over, and how many are there now', async () => {
    for (const days of [1, 3, 10])
      await jobWith([
        ['saved', ago(20)],
        ['applied', ago(20 - days)],
      ]);
    const stages = (await readStatistics(person, all)).advanced?.stages;
    expect(stages?.map(({ stage, left, now }) => [stage, left, now])).toEqual([
      ['saved', 3, 0],
      ['applied', 0, 3],
      ['interviewing', 0, 0],
      ['offer', 0, 0],
    ]);
    expect(stages?.[0]?.medianSeconds).toBeCloseTo(3 * 86_400, -1);
    expect(stages?.[1]?.medianSeconds).toBeNull();
  });

  it('counts an application on its day, also of a job whose history begins later', async () => {
    await jobWith([['interviewing', ago(2)]], { appliedAt: ago(6) });
    await jobWith([
      ['saved', ago(9)],
      ['interviewing', ago(4)],
    ]);
    const { advanced } = await readStatistics(person, all);
    const busy = advanced?.days.filter(({ applied, moved }) => applied + moved > 0);
    expect(busy?.map(({ applied, moved }) => [applied, moved])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('tells sources apart, however they are written, the largest first', async () => {
    for (const source of ['LinkedIn', 'linkedin ', 'Indeed', undefined, undefined, undefined])
      await jobWith([['applied', ago(3)]], { source });
    const sources = (await readStatistics(person, all)).advanced?.sources;
    expect(sources?.map(({ source, saved, applied }) => [source, saved, applied])).toEqual([
      [null, 3, 3],
      ['linkedin', 2, 2],
      ['indeed', 1, 1],
    ]);
  });

  it('has 365 days as the person’s calendar has them', async () => {
    // Half past eleven in the evening in UTC is the next day in Auckland.
    const evening = new Date(`${ago(5).toISOString().slice(0, 10)}T23:30:00Z`);
    await jobWith([
      ['saved', evening],
      ['applied', new Date(evening.getTime() + 120_000)],
      ['interviewing', new Date(evening.getTime() + 240_000)],
    ]);
    const busy = async (timeZone: string) => {
      const days = (await readStatistics(person, { range: 'all', timeZone })).advanced?.days ?? [];
      expect(days).toHaveLength(365);
      return days.filter(({ saved, applied, moved }) => saved + applied + moved > 0);
    };
    const date = (offset: number) => new Date(evening.getTime() + offset * DAY).toISOString().slice(0, 10);
    expect(await busy('UTC')).toEqual([{ date: date(0), saved: 1, applied: 1, moved: 1 }]);
    expect(await busy('Pacific/Auckland')).toEqual([{ date: date(1), saved: 1, applied: 1, moved: 1 }]);
  });

  it('is not told to others', async () => {
    await givePlan(person.organizationId, 'basic');
    await jobWith([['applied', ago(3)]]);
    expect(await readStatistics(person, all)).toMatchObject({ funnel: { applied: 1 }, advanced: null });
  });
});

it('nobody sees another organization’s search', async () => {
  await jobWith([['applied', ago(3)]]);
  const stranger = await makePerson();
  const claimed = { userId: stranger.userId, organizationId: person.organizationId };
  for (const tenant of [stranger, claimed])
    expect((await readStatistics(tenant, all)).funnel).toMatchObject({ saved: 0, applied: 0 });
});
