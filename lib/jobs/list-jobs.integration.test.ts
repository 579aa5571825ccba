import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import {
  boardVersion,
  countJobs,
  createJob,
  deleteJob,
  type JobFilter,
  type JobSort,
  jobSorts,
  listJobs,
  readBoard,
  updateJob,
} from '.';
import { plantJobs } from './test-support';

let person: TestPerson;

beforeAll(async () => {
  person = await makePerson();
  await givePlan(person.organizationId, 'pro');
  await plantJobs(person, 60);
});
afterAll(disconnect);

const everySort = jobSorts.flatMap((sort) => [
  { sort, order: 'asc' as const },
  { sort, order: 'desc' as const },
]);

describe('a list in any order', () => {
  it.each(everySort)(
    'by $sort $order comes in pages that make up the whole, each job once',
    async (order) => {
      const whole = await listJobs(person, { ...order, limit: 1000 });
      expect(whole.nextCursor).toBeNull();
      expect(new Set(whole.jobs.map(({ id }) => id)).size).toBe(60);
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listJobs(person, { ...order, limit: 7, cursor });
        paged.push(...page.jobs.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(whole.jobs.map(({ id }) => id));
    },
  );

  it.each([
    ['company', 'asc', ['acme', 'Borealis', 'Élan', 'Halcyon', 'Zephyr']],
    ['company', 'desc', ['Zephyr', 'Halcyon', 'Élan', 'Borealis', 'acme']],
    ['location', 'asc', ['Berlin', 'Lisbon', 'Oslo', null]],
    ['location', 'desc', ['Oslo', 'Lisbon', 'Berlin', null]],
    ['workMode', 'asc', ['remote', 'hybrid', 'onsite', null]],
    ['status', 'asc', ['saved', 'applied', 'interviewing', 'offer', 'rejected']],
  ] as const)(
    'by %s %s begins as people sort, and what is missing comes last',
    async (sort, order, words) => {
      const { jobs } = await listJobs(person, { sort, order, limit: 1000 });
      expect([...new Set(jobs.map((job) => job[sort]))]).toEqual(words);
    },
  );

  it('by salary compares what is paid in a year', async () => {
    const other = await makePerson();
    const pay = (title: string, max: number, interval: 'year' | 'month' | 'hour') =>
      createJob(other, { title, company: 'Acme', salary: { min: null, max, currency: 'EUR', interval } });
    await pay('by the hour', 50_00, 'hour');
    await pay('by the year', 90_000_00, 'year');
    await pay('by the month', 8_000_00, 'month');
    await createJob(other, { title: 'unknown', company: 'Acme' });
    const titles = async (filter: JobFilter & { sort?: JobSort }) =>
      (await listJobs(other, filter)).jobs.map(({ title }) => title);
    expect(await titles({ sort: 'salary' })).toEqual([
      'by the hour',
      'by the month',
      'by the year',
      'unknown',
    ]);
    expect(await titles({ sort: 'salary', salaryMin: 95_000, currency: 'EUR' })).toEqual([
      'by the hour',
      'by the month',
    ]);
    expect(await titles({ salaryMin: 1, currency: 'USD' })).toEqual([]);
    await expect(titles({ salaryMin: 1 })).rejects.toMatchObject({ status: 422 });
  });

  it('by relevance has what fits best first, in pages that make up the whole', async () => {
    const other = await makePerson();
    await createJob(other, { title: 'Cook', company: 'Acme', notes: 'Once an engineer' });
    await createJob(other, { title: 'Engineer', company: 'Acme' });
    await createJob(other, { title: 'Driver', company: 'Acme' });
    const query = { q: 'engineer', sort: 'relevance' as const };
    const { jobs } = await listJobs(other, query);
    expect(jobs.map(({ title }) => title)).toEqual(['Engineer', 'Cook']);
    const first = await listJobs(other, { ...query, limit: 1 });
    const next = await listJobs(other, { ...query, limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.jobs, ...next.jobs]).toEqual(jobs);
    expect(next.nextCursor).toBeNull();
  });

  it('goes on at the same place when jobs come and go between two pages', async () => {
    const other = await makePerson();
    for (const title of ['Baker', 'Cook', 'Driver', 'Editor'])
      await createJob(other, { title, company: 'Acme' });
    const first = await listJobs(other, { sort: 'title', limit: 2 });
    const last = first.jobs.at(-1);
    if (!last) throw new Error('no job');
    await deleteJob(other, last.id);
    await createJob(other, { title: 'Actor', company: 'Acme' });
    const next = await listJobs(other, { sort: 'title', limit: 2, cursor: first.nextCursor ?? '' });
    expect(next.jobs.map(({ title }) => title)).toEqual(['Driver', 'Editor']);
  });

  it('refuses a cursor of another order, and one that nobody made', async () => {
    const { nextCursor } = await listJobs(person, { sort: 'title', limit: 1 });
    await expect(listJobs(person, { sort: 'company', cursor: nextCursor ?? '' })).rejects.toMatchObject({
      status: 422,
    });
    for (const made of [['saved', 'desc', 'x', person.userId], ['title', 'asc', '\u0000', person.userId], 5])
      await expect(
        listJobs(person, { cursor: Buffer.from(JSON.stringify(made)).toString('base64url') }),
      ).rejects.toMatchObject({ status: 422 });
  });
});

describe('a filter', () => {
  it.each<[string, JobFilter, number]>([
    ['several statuses', { status: ['saved', 'offer'] }, 24],
    ['one status', { status: 'saved' }, 12],
    ['work modes', { workMode: ['remote', 'hybrid'] }, 30],
    ['a source', { source: 'linkedin' }, 20],
    ['a deadline', { hasDeadline: true }, 12],
    ['no deadline', { hasDeadline: false }, 48],
    ['the first two days', { savedFrom: '2026-01-01', savedTo: '2026-01-02' }, 47],
    ['a text of the company', { q: 'élan' }, 12],
    ['words that are nowhere', { q: 'locksmith' }, 0],
    ['signs that are no word', { q: ' % ' }, 0],
    ['all of it', { status: ['saved'], workMode: ['remote'], source: ['linkedin'], q: 'engineer' }, 1],
  ])('by %s', async (_, filter, count) => {
    const { jobs } = await listJobs(person, { ...filter, limit: 100 });
    expect(jobs).toHaveLength(count);
    const counts = await countJobs(person, filter);
    const asked = filter.status === undefined ? Object.keys(counts) : [filter.status].flat();
    expect(Object.entries(counts).reduce((sum, [name, n]) => sum + (asked.includes(name) ? n : 0), 0)).toBe(
      count,
    );
  });
});

describe('the board', () => {
  it('has a list for each status but archived, small at first, with counts of all', async () => {
    const board = await readBoard(person, {
      view: 'board',
      filter: {},
      order: { sort: 'saved', order: 'desc' },
      sizes: { offer: 5 },
    });
    expect(Object.entries(board.lists).map(([name, list]) => [name, list.jobs.length])).toEqual([
      ['saved', 12],
      ['applied', 12],
      ['interviewing', 12],
      ['offer', 5],
      ['rejected', 12],
    ]);
    expect(board.lists.offer?.nextCursor).not.toBeNull();
    expect(board.counts).toEqual({
      saved: 12,
      applied: 12,
      interviewing: 12,
      offer: 12,
      rejected: 12,
      archived: 0,
    });
    expect(board.choices).toEqual({ sources: ['indeed', 'linkedin'], currencies: ['EUR'] });
  });

  it('shows what is archived only to who asks for it, as a column and in the table', async () => {
    const other = await makePerson();
    await createJob(other, { title: 'Old', company: 'Acme', status: 'archived' });
    await createJob(other, { title: 'New', company: 'Acme' });
    const titles = async (filter: JobFilter) => {
      const { lists } = await readBoard(other, {
        view: 'table',
        filter,
        order: { sort: 'saved', order: 'desc' },
      });
      return lists.table?.jobs.map(({ title }) => title);
    };
    expect(await titles({})).toEqual(['New']);
    expect(await titles({ status: ['archived'] })).toEqual(['Old']);
  });

  it('has another version whenever a job was saved, changed or removed, and no other', async () => {
    const other = await makePerson();
    const seen = [await boardVersion(other)];
    const note = async () => seen.push(await boardVersion(other));
    const job = await createJob(other, { title: 'Engineer', company: 'Acme' });
    await note();
    expect(await boardVersion(other)).toBe(seen.at(-1));
    await updateJob(other, job.id, { title: 'Lead' });
    await note();
    await deleteJob(other, job.id);
    await note();
    expect(new Set(seen.slice(0, 3)).size).toBe(3);
    expect(seen[3]).not.toBe(seen[2]);
  });
});
