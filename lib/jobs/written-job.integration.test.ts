import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { createJob, getJob, type JobInput, replaceJob, updateJob } from '.';

const posting: JobInput = { title: 'Engineer', company: 'Halcyon' };
const attack =
  '<p>We build.</p><script>alert(1)</script><a href="javascript:alert(1)">Apply</a><img src=x onerror=alert(1)>';
const harmless = '<p>We build.</p>Apply';
let person: TestPerson;

beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

describe('a description', () => {
  it('is stored without what acts, however it is written', async () => {
    const { id, description } = await createJob(person, { ...posting, description: attack });
    expect(description).toBe(harmless);
    expect((await getJob(person, id)).description).toBe(harmless);

    await updateJob(person, id, { description: `${attack}<svg onload=alert(1)>` });
    expect((await getJob(person, id)).description).toBe(harmless);

    await replaceJob(person, id, { ...posting, description: `<style>*{}</style>${attack}` });
    expect((await getJob(person, id)).description).toBe(harmless);
  });

  it('as long as the API takes it is cut to what the database keeps', async () => {
    const { description } = await createJob(person, { ...posting, description: '&'.repeat(200_000) });
    expect(description?.length).toBeLessThanOrEqual(100_000);
  });

  it('of no text is none', async () => {
    expect((await createJob(person, { ...posting, description: '<p> </p>' })).description).toBeNull();
  });
});

it('what is only spaces is none', async () => {
  const blank = { location: ' ', salaryText: ' ', source: ' ', notes: ' \n ' };
  const job = await createJob(person, { ...posting, ...blank });
  expect(job).toMatchObject({ location: null, salaryText: null, source: null, notes: null });
});

describe('a range of pay', () => {
  const range = { min: 5_500_000, max: 6_500_000, currency: 'EUR', interval: 'year' as const };

  it('is read from its words when it is not given', async () => {
    const job = await createJob(person, { ...posting, salaryText: '€55.000 - 65.000' });
    expect(job).toMatchObject({ salaryText: '€55.000 - 65.000', salary: range });

    expect(await updateJob(person, job.id, { salaryText: '€1,200 a week' })).toMatchObject({
      salary: { min: 120_000, max: 120_000, currency: 'EUR', interval: 'week' },
    });
    expect(await replaceJob(person, job.id, { ...posting, salaryText: '€55k - €65k' })).toMatchObject({
      salary: range,
    });
  });

  it('that is given counts, whatever the words say, and so does none', async () => {
    const job = await createJob(person, { ...posting, salaryText: 'up to €70k', salary: range });
    expect(job.salary).toEqual(range);
    expect(await updateJob(person, job.id, { salaryText: '€80k', salary: null })).toMatchObject({
      salary: null,
    });
  });

  it('goes with the words that it was read from', async () => {
    const { id } = await createJob(person, { ...posting, salaryText: '€55.000 - 65.000' });
    expect(await updateJob(person, id, { title: 'Senior engineer' })).toMatchObject({ salary: range });
    expect(await updateJob(person, id, { salaryText: 'competitive' })).toMatchObject({ salary: null });
    expect(await replaceJob(person, id, posting)).toMatchObject({ salary: null, salaryText: null });
  });
});

describe('a change that names the version it was made from', () => {
  it('is written when nobody has changed the job since, and refused when somebody has', async () => {
    const read = await createJob(person, posting);
    const mine = await updateJob(person, read.id, { notes: 'Mine', expectedUpdatedAt: read.updatedAt });
    expect(mine.notes).toBe('Mine');

    const late = updateJob(person, read.id, { notes: 'Late', expectedUpdatedAt: read.updatedAt });
    await expect(late).rejects.toMatchObject({ status: 409, code: 'conflict' });
    expect((await getJob(person, read.id)).notes).toBe('Mine');

    await updateJob(person, read.id, { notes: 'Late', expectedUpdatedAt: mine.updatedAt });
    expect((await getJob(person, read.id)).notes).toBe('Late');
  });

  it('is written once of ten that were made from the same version at once', async () => {
    const { id, updatedAt } = await createJob(person, posting);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        updateJob(person, id, { notes: `Tab ${index}`, expectedUpdatedAt: updatedAt }),
      ),
    );
    const written = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(written).toHaveLength(1);
    expect((await getJob(person, id)).notes).toBe(written[0]?.notes);
  });

  it('finds nothing of another organization', async () => {
    const { id, updatedAt } = await createJob(person, posting);
    const theirs = updateJob(await makePerson(), id, { notes: 'x', expectedUpdatedAt: updatedAt });
    await expect(theirs).rejects.toMatchObject({ status: 404 });
  });
});
