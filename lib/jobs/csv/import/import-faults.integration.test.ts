import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { listJobs } from '../../list-jobs';
import { cancelImport, importJobs, importProblemsCsv, readImport } from '.';
import { orderImport, WAITING_MAX } from './order-import';
import { runImport, runNextBatch } from './run-import';
import { runImports } from './run-imports';
import * as saving from './save-rows';
import type { ImportOptions } from './schema';

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

function table(csv: string): string[][] {
  return parse(csv, { bom: true });
}

describe('whatever happens in between', () => {
  it('a repeat with the same key is the same import, and saves nothing twice', async () => {
    const body = { rows: rows(30) };
    const save = { ...options, duplicates: 'save' } as const;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => importJobs(person, body, save, 'key-1')),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await titles()).toHaveLength(30);
    expect(await used()).toBe(30);
    await expect(importJobs(person, { rows: rows(31) }, save, 'key-1')).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('a batch that dies has not happened, and the next run goes on after the one before', async () => {
    const id = await orderImport(person, rows(250), options);
    await runNextBatch(person, id);
    const dying = vi
      .spyOn(saving, 'saveRows')
      .mockRejectedValueOnce(Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }));
    await expect(runNextBatch(person, id)).rejects.toThrow('connection refused');
    dying.mockRestore();
    expect(await readImport(person, id)).toMatchObject({ state: 'running', saved: 100 });
    expect(await used()).toBe(100);

    await Promise.all([runImport(person, id), runImport(person, id)]);
    expect(await readImport(person, id)).toMatchObject({ state: 'done', saved: 250 });
    expect(new Set(await titles()).size).toBe(250);
    expect(await used()).toBe(250);
  });

  it('a row that cannot be written hinders no other', async () => {
    const id = await orderImport(person, rows(5), options);
    const really = saving.saveRows;
    const failing = vi.spyOn(saving, 'saveRows').mockImplementation(async (tx, tenant, order, given) => {
      if (given.some(({ job }) => job.fields.title === 'Job 2')) throw new Error('a column is too short');
      return really(tx, tenant, order, given);
    });
    await runImport(person, id);
    failing.mockRestore();
    expect(await readImport(person, id)).toMatchObject({ state: 'done', saved: 4, failed: 1 });
    expect(table(await importProblemsCsv(person, id))[1]?.slice(0, 3)).toEqual([
      '4',
      'Something went wrong on our side.',
      'Job 2',
    ]);
    expect(await used()).toBe(4);
  });

  it('imports of one organization go one after the other, and the worker does them all', async () => {
    const first = await orderImport(person, rows(150), options);
    const second = await orderImport(person, rows(20, 1_000), options);
    const stranger = await makePerson();
    await givePlan(stranger.organizationId, 'pro');
    const elsewhere = await orderImport(stranger, rows(120), options);
    expect(await runImport(person, second)).toBe(false);
    expect(await readImport(person, second)).toMatchObject({ state: 'waiting', saved: 0 });

    // Another process, or another file's imports, may have the lease or come first.
    await expect
      .poll(async () => {
        await runImports();
        const all = [readImport(person, first), readImport(person, second), readImport(stranger, elsewhere)];
        return (await Promise.all(all)).map(({ state, saved }) => [state, saved]);
      })
      .toEqual([
        ['done', 150],
        ['done', 20],
        ['done', 120],
      ]);
  });

  it('canceled, it saves nothing more, keeps what it has saved, and says what is left', async () => {
    const id = await orderImport(person, rows(130), options);
    await runNextBatch(person, id);
    expect(await cancelImport(person, id)).toMatchObject({ state: 'canceled', saved: 100 });
    expect(await cancelImport(person, id)).toMatchObject({ state: 'canceled' });
    await runImport(person, id);
    expect(await titles()).toHaveLength(100);
    expect(table(await importProblemsCsv(person, id))).toHaveLength(31);
  });

  it('stops when whoever ordered it may not write any more, and says so', async () => {
    const owner = person;
    const member = await joinOrganization(await makePerson(), owner.organizationId, 'member');
    const id = await orderImport(member, rows(130), options);
    await runNextBatch(member, id);
    await asService('test.demote', (tx) =>
      tx.membership.updateMany({
        where: { userId: member.userId, organizationId: owner.organizationId },
        data: { role: 'viewer' },
      }),
    );
    await runImport(member, id);
    expect(await readImport(owner, id)).toMatchObject({
      state: 'stopped',
      saved: 100,
      stopReason: expect.stringMatching(/not change/),
    });
    expect(await used()).toBe(100);
  });

  it('only so many wait at a time', async () => {
    for (let index = 0; index < WAITING_MAX; index++) await orderImport(person, rows(1), options);
    await expect(orderImport(person, rows(1), options)).rejects.toMatchObject({ status: 409 });
  });

  it('takes five thousand rows', { timeout: 300_000 }, async () => {
    const id = await orderImport(person, rows(5_000), options);
    await runImport(person, id);
    expect(await readImport(person, id)).toMatchObject({ state: 'done', saved: 5_000 });
    expect(await used()).toBe(5_000);
  });
});
