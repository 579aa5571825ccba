import { Client } from 'pg';
import type { TenantContext } from '@/lib/db';
import { step } from '@/local/steps.mjs';
import { percentile } from './figures';
import { runBench } from './frame';
import { makeJobs } from './jobs';

/** `npm run bench:search`: see README.md beside it for what it measures and what that is not good for. */
const size = { mine: 5_000, others: 200_000 };
const rounds = 40;
const target = { p95Ms: 50 };

/** Questions of one kind, asked one after the other, so that none is asked twice in a row. */
const cases: readonly { name: string; questions: readonly string[] }[] = [
  { name: 'a word of three in four', questions: ['engineer', 'senior engineer', 'data'] },
  { name: 'a company', questions: ['stripe', 'zalando', 'halcyon'] },
  { name: 'a word of few descriptions', questions: ['svelte', 'terraform', 'tableau'] },
  { name: 'three words', questions: ['senior data stripe', 'lead engineer berlin', 'junior designer oslo'] },
  { name: 'one letter', questions: ['d', 's', 'e'] },
  { name: 'two letters', questions: ['en', 'st', 'da'] },
  { name: 'a beginning', questions: ['softw', 'mach', 'kub'] },
  { name: 'words and a beginning', questions: ['data eng', 'product man', 'google soft'] },
  { name: 'another form', questions: ['engineering', 'fullstack', 'managing'] },
  { name: 'a slip', questions: ['goolge', 'enginere', 'zalnado', 'acem', 'desinger'] },
  { name: 'nobody wrote it', questions: ['xyzzyplugh', 'qqqqqqq', 'stripe xyzzyplugh'] },
  { name: 'a phrase', questions: ['"data engineer"', '"machine learning engineer"'] },
  {
    name: 'fields',
    questions: ['company:stripe title:engineer', 'location:berlin -junior', 'status:applied title:data'],
  },
  { name: 'alternatives', questions: ['(berlin OR munich) designer', 'stripe OR klarna OR figma'] },
  { name: 'conditions alone', questions: ['status:offer saved:>2026-01-01', '-status:rejected'] },
];

/** What there was before: every text of the organization is read. Without row-level security, transaction and ranks. */
const scan = `select id from app.saved_jobs where organization_id = $1
  and (title ilike $2 or company ilike $2 or description ilike $2 or notes ilike $2) order by id desc limit 51`;

await runBench(async () => {
  const owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.replace(/\?.*$/, '') });
  await owner.connect();
  const many = (count: number) => count.toLocaleString('en-US');
  const tenant = await step(`${many(size.mine)} saved jobs amid ${many(size.others)} of others`, async () => {
    const { seed } = await import('@/prisma/seed');
    await seed();
    const { givePlan, makePerson } = await import('@/local/test/people');
    const person = await makePerson();
    await givePlan(person.organizationId, 'pro');
    await makeJobs(owner, { organizationId: person.organizationId, ...size });
    return person;
  });
  const measured = await step('searches', () => measure(owner, tenant)).finally(() => owner.end());
  console.log(report(measured));
});

type Measured = { name: string; found: number; searchMs: number[]; listMs: number[]; scanMs: number[] };

async function measure(owner: Client, tenant: TenantContext): Promise<Measured[]> {
  const { asTenant } = await import('@/lib/db');
  const { listJobs } = await import('@/lib/jobs');
  const { readSearch, searchJobIds } = await import('@/lib/jobs/search');
  const measured = cases.map(
    ({ name }): Measured => ({ name, found: 0, searchMs: [], listMs: [], scanMs: [] }),
  );
  // All kinds in turns, so that a machine that is busy for a moment is busy for all. The first round only warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { questions }] of cases.entries()) {
      const [q, result] = [questions[round % questions.length], measured[index]];
      if (!q || !result) continue;
      const began = performance.now();
      const search = await readSearch(tenant, q, 'offered');
      const ids = await asTenant(tenant, (tx) => searchJobIds(tx, tenant, search, size.mine));
      const searched = performance.now();
      await listJobs(tenant, { q });
      const listed = performance.now();
      await owner.query(scan, [tenant.organizationId, `%${q.replace(/[\\%_]/g, '\\$&')}%`]);
      if (round === 0) continue;
      result.searchMs.push(searched - began);
      result.listMs.push(listed - searched);
      result.scanMs.push(performance.now() - listed);
      result.found = Math.max(result.found, ids.length);
    }
  }
  return measured;
}

function report(measured: readonly Measured[]): string {
  const line = (name: string, ...cells: string[]) =>
    `  ${name.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const at = (waited: readonly number[], share: number) => percentile(waited, share).toFixed(1);
  const isHeld = ({ searchMs }: Measured) => percentile(searchMs, 0.95) < target.p95Ms;
  const missed = measured.filter((each) => !isHeld(each)).length;
  return [
    '',
    line(
      'milliseconds',
      'found',
      'search p50',
      'search p95',
      '',
      'list p50',
      'list p95',
      'scan p50',
      'scan p95',
    ),
    ...measured.map((each) =>
      line(
        each.name,
        String(each.found),
        at(each.searchMs, 0.5),
        at(each.searchMs, 0.95),
        isHeld(each) ? 'held' : 'MISSED',
        at(each.listMs, 0.5),
        at(each.listMs, 0.95),
        at(each.scanMs, 0.5),
        at(each.scanMs, 0.95),
      ),
    ),
    '',
    `  target: a search under ${target.p95Ms} ms in 95 of 100: ${
      missed === 0 ? 'held' : `missed by ${missed} of ${measured.length}`
    }`,
    '',
  ].join('\n');
}
