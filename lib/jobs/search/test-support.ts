import { asTenant } from '@/lib/db';
import { overrideLimit } from '@/lib/usage/test-support';
import { makePerson, type TestPerson } from '@/local/test/people';
import { createJob } from '../create-job';
import type { JobInput } from '../schema';
import { parseQuery } from './parse-query';
import { searchJobIds } from './search-jobs';

/** Titles of what a question finds, best first. */
export async function found(tenant: TestPerson, text: string): Promise<string[]> {
  const { query } = parseQuery(text);
  return asTenant(tenant, async (tx) => {
    const ids = await searchJobIds(tx, tenant, { query }, 100);
    const rows = await tx.savedJob.findMany({ where: { organizationId: tenant.organizationId } });
    return ids.map(({ id }) => rows.find((row) => row.id === id)?.title ?? 'of somebody else');
  });
}

/** Saves jobs one after the other, of one company where none is told. */
export async function save(
  tenant: TestPerson,
  jobs: readonly (Partial<JobInput> & { title: string })[],
): Promise<void> {
  for (const job of jobs) await createJob(tenant, { company: 'Halcyon', ...job });
}

/** Somebody who may save any number of jobs. */
export async function makeCollector(): Promise<TestPerson> {
  const person = await makePerson();
  await overrideLimit(person.organizationId, 'saved_jobs', { quotaLimit: null });
  return person;
}
