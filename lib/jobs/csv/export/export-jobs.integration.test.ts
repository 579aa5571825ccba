import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asService, disconnect } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { createJob } from '../../create-job';
import { deleteJob } from '../../delete-job';
import { jobsCsv } from './export-jobs';

let person: TestPerson;

beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

const all = { filter: {} };

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  // Not by Response.text(), which takes the mark away.
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function readTable(csv: string): Record<string, string>[] {
  return z.array(z.record(z.string(), z.string())).parse(parse(csv, { bom: true, columns: true }));
}

describe('the export', () => {
  it('has every field of a job, readable by a spreadsheet and harmless to it', async () => {
    const job = await createJob(person, {
      title: '=HYPERLINK("https://evil.example")',
      company: 'Birch, Rowe & "Sons"',
      location: 'Zürich',
      url: 'https://birch.example/1',
      workMode: 'hybrid',
      salary: { min: 9_000_050, max: null, currency: 'CHF', interval: 'year' },
      salaryText: 'from 90k',
      source: 'linkedin',
      description: '<p>Draw &amp; print</p>',
      closesOn: '2026-12-24',
      notes: '-1 for the commute\nsecond line',
      status: 'applied',
    });

    const csv = await textOf(jobsCsv(person, all));

    expect(csv.startsWith('\uFEFFtitle,')).toBe(true);
    expect(readTable(csv)).toEqual([
      {
        title: `'=HYPERLINK("https://evil.example")`,
        company: 'Birch, Rowe & "Sons"',
        location: 'Zürich',
        work_mode: 'hybrid',
        status: 'applied',
        url: 'https://birch.example/1',
        source: 'linkedin',
        salary: 'from 90k',
        salary_min: '90000.5',
        salary_max: '',
        salary_currency: 'CHF',
        salary_interval: 'year',
        closes_on: '2026-12-24',
        saved_at: job.createdAt,
        applied_at: job.appliedAt,
        status_changed_at: job.statusChangedAt,
        updated_at: job.updatedAt,
        notes: "'-1 for the commute\nsecond line",
        description: 'Draw & print',
        id: job.id,
      },
    ]);
  });

  it('has each job once, in the order of the list, over as many batches as it takes', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await createJob(person, { title, company: 'Halcyon' });
    for (const batch of [1, 2, 5, 100]) {
      const csv = await textOf(jobsCsv(person, all, { batch }));
      expect(readTable(csv).map(({ title }) => title)).toEqual(['e', 'd', 'c', 'b', 'a']);
    }
  });

  it('has what the list shows under a filter, or what was chosen, and nobody else’s', async () => {
    const kept = await createJob(person, { title: 'Kept', company: 'Halcyon', status: 'offer' });
    await createJob(person, { title: 'Other', company: 'Halcyon' });
    const strange = await createJob(await makePerson(), { title: 'Strange', company: 'Halcyon' });
    const titles = async (wanted: Parameters<typeof jobsCsv>[1]) =>
      readTable(await textOf(jobsCsv(person, wanted))).map(({ title }) => title);

    expect(await titles({ filter: { status: 'offer' } })).toEqual(['Kept']);
    expect(await titles({ ids: [strange.id, kept.id] })).toEqual(['Kept']);
    const stranger = { userId: (await makePerson()).userId, organizationId: person.organizationId };
    expect(readTable(await textOf(jobsCsv(stranger, all)))).toEqual([]);
  });

  it('goes on past a job that is deleted while it is read', async () => {
    const [first, second, third] = [
      await createJob(person, { title: 'First', company: 'Halcyon' }),
      await createJob(person, { title: 'Second', company: 'Halcyon' }),
      await createJob(person, { title: 'Third', company: 'Halcyon' }),
    ];
    const ids = [first.id, second.id, third.id];
    const reader = jobsCsv(person, { ids }, { batch: 1 }).getReader();
    await reader.read();
    // The first one may have been read ahead by now, and no more than that.
    await deleteJob(person, second.id);
    const rest: string[] = [];
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      rest.push(new TextDecoder().decode(piece.value));
    expect(rest.join('')).toMatch(/^First,.*\nThird,/s);
    expect(rest.join('')).not.toContain('Second,');
  });

  it('stops with whoever is a member no more', async () => {
    const team = await asService('test.team', (tx) =>
      tx.organization.create({
        data: {
          name: 'Team',
          kind: 'team',
          memberships: { create: [{ userId: person.userId, role: 'owner' }] },
        },
      }),
    );
    const { userId } = await makePerson();
    await asService('test.join', (tx) =>
      tx.membership.create({ data: { organizationId: team.id, userId, role: 'member' } }),
    );
    const tenant = { userId, organizationId: team.id };
    for (const title of ['Job 1', 'Job 2', 'Job 3', 'Job 4'])
      await createJob(tenant, { title, company: 'Halcyon' });
    const reader = jobsCsv(tenant, all, { batch: 1 }).getReader();
    await reader.read();
    await reader.read();
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: team.id, userId } }),
    );
    const after: string[] = [];
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      after.push(new TextDecoder().decode(piece.value));
    // What was read ahead before is theirs; nothing is read from then on.
    expect(after.join('')).not.toMatch(/Job [12]/);
  });
});
