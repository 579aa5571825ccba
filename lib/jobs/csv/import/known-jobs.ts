import type { TenantContext, Transaction } from '@/lib/db';
import { duplicateKeys, type Identified } from './duplicate-keys';

/** What is there already: the saved jobs of an organization by all that they are known by, and what comes to be beside them. */
export type KnownJobs = {
  /** What a job is the same as; null where it is new. */
  find: (job: Identified) => string | null;
  /** Notes a job, under a name of one's own. */
  add: (job: Identified, name: string) => void;
};

/**
 * Reads the organization's jobs to know them again: ids are their names. Nothing holds them: who saves the same job at this
 * very moment elsewhere is not seen, and then it is there twice, as it is without an import.
 */
export async function knownJobs(tx: Transaction, { organizationId }: TenantContext): Promise<KnownJobs> {
  const saved = await tx.savedJob.findMany({
    where: { organizationId },
    select: { id: true, title: true, company: true, url: true },
  });
  const names = new Map<string, string>();
  const add = (job: Identified, name: string) => {
    for (const key of duplicateKeys(job)) if (!names.has(key)) names.set(key, name);
  };
  for (const job of saved) add(job, job.id);
  return {
    find: (job) => duplicateKeys(job).flatMap((key) => names.get(key) ?? [])[0] ?? null,
    add,
  };
}
