import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { overrideLimit } from '@/lib/usage/test-support';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { createJob } from '../../create-job';
import { listJobs } from '../../list-jobs';
import { jobsCsv } from '../export';
import { cancelImport, importJobs, importProblemsCsv, previewImport, readImport, rowsOf } from '.';
import { orderImport } from './order-import';
import { runImport, runNextBatch } from './run-import';
import type { ImportBody, ImportOptions } from './schema';

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson();
  await givePlan(person.organizationId, 'pro');
});
afterAll(disconnect);

const options: ImportOptions = { duplicates: 'skip', dates: 'day_first' };

/** So many rows that are all different jobs. */
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    row: index + 2,
    title: `Job ${from + index}`,
    company: 'Halcyon',
  }));

const titles = async (who = person) => (await listJobs(who, { limit: 5_000 })).jobs.map(({ title }) => title);
const used = async () => (await usageOf(person, 'saved_jobs')).used;
const limitTo = (quotaLimit: number) => overrideLimit(person.organizationId, 'saved_jobs', { quotaLimit });

function table(csv: string): string[][] {
  return parse(csv, { bom: true });
}

describe('an import', () => {
  it('saves what a table says, with its times, in its order', async () => {
    const csv = [
      'Position;Firma;Status;Beworben am;Hinzugefügt am;Gehalt;Link',
      'Kartografin;Halcyon;Interview;3.4.2026;1.4.2026;"60.000 €";halcyon.example/1',
      'Designer;Birch & Rowe;Wishlist;;;;',
      'Analyst;Birch & Rowe;;;;;',
    ].join('\r\n');

    const done = await importJobs(person, csv, { ...options, fileName: 'jobs.csv' });

    expect(done).toMatchObject({
      state: 'done',
      total: 3,
      saved: 3,
      skipped: 0,
      failed: 0,
      fileName: 'jobs.csv',
    });
    const { jobs } = await listJobs(person);
    expect(jobs.map(({ title }) => title)).toEqual(['Designer', 'Analyst', 'Kartografin']);
    expect(jobs[2]).toMatchObject({
      company: 'Halcyon',
      status: 'interviewing',
      url: 'https://halcyon.example/1',
      salary: { min: 6_000_000, max: 6_000_000, currency: 'EUR', interval: 'year' },
      salaryText: '60.000 €',
      source: 'import',
      createdAt: '2026-04-01T12:00:00.000Z',
      appliedAt: '2026-04-03T12:00:00.000Z',
      statusChangedAt: '2026-04-03T12:00:00.000Z',
    });
    expect(jobs[0]?.status).toBe('saved');
    expect(await used()).toBe(3);
  });

  it('saves all jobs of one day, in the order of the table, and again where that is wanted', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Job ${index}`);
    const csv = ['Title,Company,Date saved', ...names.map((name) => `${name},Halcyon,2026-04-01`)].join('\n');

    expect(await importJobs(person, csv, options)).toMatchObject({ saved: 12, failed: 0 });
    expect(await titles()).toEqual(names);
    const again = await importJobs(person, csv, { ...options, duplicates: 'save' });
    expect(again).toMatchObject({ saved: 12, failed: 0 });
    expect(await titles()).toHaveLength(24);
    expect(await used()).toBe(24);
  });

  it('takes back what the export gave', async () => {
    const job = await createJob(person, {
      title: '=SUM(1)',
      company: 'Halcyon, "Maps"',
      status: 'offer',
      notes: 'two\nlines',
      salary: { min: 6_000_000, max: 7_000_000, currency: 'EUR', interval: 'month' },
      closesOn: '2026-12-01',
      workMode: 'remote',
      source: 'linkedin',
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of jobsCsv(person, { filter: {} })) chunks.push(chunk);
    const other = await makePerson();
    await importJobs(other, Buffer.concat(chunks).toString(), options);
    const [{ id: _, updatedAt: __, ...copy } = { id: '', updatedAt: '' }] = (await listJobs(other)).jobs;
    const { id, updatedAt, description, ...original } = job;
    expect(copy).toEqual(original);
  });

  it('says of each row why it was not saved, in a file that can be mended and imported again', async () => {
    await createJob(person, { title: 'Kept', company: 'Acme', url: 'https://acme.example/1?utm_source=x' });
    const body: ImportBody = {
      rows: [
        { row: 2, title: 'Good', company: 'Acme' },
        { row: 3, title: 'No company', appliedOn: 'soon' },
        { row: 4, title: 'Renamed', company: 'Acme Inc', url: 'https://www.acme.example/1' },
        { row: 5, title: 'good', company: 'ACME' },
        { row: 6, title: '=1+1', company: 'Acme', status: 'what?' },
      ],
    };
    const done = await importJobs(person, body, options);
    expect(done).toMatchObject({ state: 'done', total: 5, saved: 1, skipped: 2, failed: 2 });
    expect(table(await importProblemsCsv(person, done.id))).toEqual([
      ['Row', 'Problem', 'Job title', 'Company', 'Link', 'Status', 'Applied on'],
      ['3', '“soon” under Applied on is no date. It has no company.', 'No company', '', '', '', 'soon'],
      ['4', 'It is saved already.', 'Renamed', 'Acme Inc', 'https://www.acme.example/1', '', ''],
      ['5', 'It is the same job as row 2.', 'good', 'ACME', '', '', ''],
      ['6', '“what?” is no status.', "'=1+1", 'Acme', '', 'what?', ''],
    ]);
    const again = await importProblemsCsv(person, done.id);
    expect(await importJobs(person, again.replaceAll('what?', 'Applied'), options)).toMatchObject({
      total: 4,
      saved: 1,
      skipped: 2,
      failed: 1,
    });
    expect(await titles()).toContain('=1+1');
  });

  it('stores no description that was not cleaned', async () => {
    const description = '<p>Draw <b>maps</b></p><img src=x onerror="alert(1)"><script>alert(1)</script>';
    await importJobs(person, { rows: [{ title: 'Engineer', company: 'Acme', description }] }, options);
    const [job] = await asService('test.description', (tx) =>
      tx.savedJob.findMany({ where: { organizationId: person.organizationId } }),
    );
    expect(job?.description).toContain('<b>maps</b>');
    expect(job?.description).not.toMatch(/script|onerror|img/);
  });

  it('saves what is there twice where that is wanted', async () => {
    await createJob(person, { title: 'Job 0', company: 'Halcyon' });
    const done = await importJobs(person, { rows: rows(2) }, { ...options, duplicates: 'save' });
    expect(done).toMatchObject({ saved: 2, skipped: 0 });
    expect(await used()).toBe(3);
  });

  it('says before what it would do, and does nothing', async () => {
    await limitTo(12);
    const { id } = await createJob(person, { title: 'Job 0', company: 'Halcyon' });
    const given = rowsOf({ rows: [...rows(2), { title: 'Job 1', company: 'halcyon' }, { title: 'Alone' }] });
    expect(await previewImport(person, given, options)).toEqual({
      total: 4,
      invalid: [{ row: 4, problems: ['It has no company.'] }],
      duplicates: [
        { row: 2, jobId: id, sameAs: null },
        { row: 3, jobId: null, sameAs: 3 },
      ],
      room: 11,
    });
    expect(await titles()).toEqual(['Job 0']);
  });

  it('of what is no table of jobs is refused whole', async () => {
    for (const body of ['', 'just words', 'Title,Place\nEngineer,Here\n'])
      await expect(importJobs(person, body, options)).rejects.toMatchObject({ status: 422 });
  });
});

describe('the quota', () => {
  it('lets through exactly as many as fit, in the order of the table', async () => {
    await limitTo(11);
    const done = await importJobs(person, { rows: rows(40) }, options);
    expect(done).toMatchObject({ state: 'done', total: 40, saved: 11, failed: 29 });
    expect((await titles()).toSorted()).toEqual(
      rows(11)
        .map(({ title }) => title)
        .toSorted(),
    );
    expect(await used()).toBe(11);
    const problems = table(await importProblemsCsv(person, done.id));
    expect(problems[1]?.slice(0, 3)).toEqual(['13', 'Your plan has room for 11 saved jobs.', 'Job 11']);
  });

  it('is never oversold by two imports and single jobs at once', async () => {
    await limitTo(70);
    const singles = Array.from({ length: 20 }, (_, index) =>
      createJob(person, { title: `Single ${index}`, company: 'Acme' }),
    );
    const imports = [0, 1_000].map((from) => importJobs(person, { rows: rows(60, from) }, options));
    await Promise.allSettled([...singles, ...imports]);
    const [first, second] = await Promise.all(imports);
    for (const { id } of [first, second].filter((each) => each !== undefined)) await runImport(person, id);
    expect(await used()).toBe(70);
    expect(await titles()).toHaveLength(70);
  });

  it('follows a plan that grows in between', async () => {
    await limitTo(150);
    const id = await orderImport(person, rows(250), options);
    await runNextBatch(person, id);
    await runNextBatch(person, id);
    await overrideLimit(person.organizationId, 'saved_jobs', { quotaLimit: null });
    await runImport(person, id);
    expect(await readImport(person, id)).toMatchObject({ state: 'done', saved: 200, failed: 50 });
    expect(await used()).toBe(200);
  });
});

describe('somebody else’s import', () => {
  it('is not there, and is not canceled', async () => {
    const id = await orderImport(person, rows(1), options);
    const stranger = await makePerson();
    for (const ask of [readImport, cancelImport, importProblemsCsv])
      await expect(ask(stranger, id)).rejects.toMatchObject({ status: 404 });
    expect(await runImport(stranger, id)).toBe(false);
    expect(await readImport(person, id)).toMatchObject({ state: 'waiting' });
  });

  it('is begun by no viewer', async () => {
    const viewer = await joinOrganization(await makePerson(), person.organizationId, 'viewer');
    await expect(importJobs(viewer, { rows: rows(1) }, options)).rejects.toMatchObject({ status: 403 });
  });
});
