import { asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { canonicalColumn } from '../canonical-column';
import type { JobStatus } from '../schema';
import { companyWords } from './company-key';
import { LIKENESS_MIN, likeness, type Posting, readPosting } from './likeness';

/** A saved job that may be the same posting. `by` says whether the address or the posting itself is the same. */
export type PossibleDuplicate = {
  id: string;
  title: string;
  company: string;
  location: string | null;
  status: JobStatus;
  createdAt: string;
  by: 'url' | 'posting';
};

/**
 * The saved jobs that may be the same posting as this one, the most alike first, without those that somebody said are not.
 * @throws ProblemError 404 when the job is not there or another organization's
 */
export function possibleDuplicates(tenant: TenantContext, id: string): Promise<PossibleDuplicate[]> {
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    const job = await tx.savedJob.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!job) throw problems.notFound();
    const [alike, dismissals] = [
      await jobsLike(tx, tenant, job),
      await tx.duplicateDismissal.findMany({
        where: { organizationId, OR: [{ jobId: id }, { otherId: id }] },
      }),
    ];
    const dismissed = new Set(dismissals.flatMap(({ jobId, otherId }) => [jobId, otherId]));
    return alike.filter((other) => other.id !== id && !dismissed.has(other.id));
  });
}

/** A posting that is not saved yet: an address, a title at a company, or both. */
export type SoughtPosting = {
  url?: string | undefined;
  title?: string | undefined;
  company?: string | undefined;
  location?: string | undefined;
};

/** The saved job that is this posting, as far as can be told; null where there is none. The address decides first. */
export async function findSavedPosting(
  tenant: TenantContext,
  { url, title = '', company = '', location }: SoughtPosting,
): Promise<PossibleDuplicate | null> {
  const posting = { title, company, location, canonicalUrl: canonicalColumn(url ?? null) };
  const [found] = await asTenant(tenant, (tx) => jobsLike(tx, tenant, posting));
  return found ?? null;
}

async function jobsLike(
  tx: Transaction,
  { organizationId }: TenantContext,
  posting: Posting,
): Promise<PossibleDuplicate[]> {
  const [word] = companyWords(posting.company);
  const address = posting.canonicalUrl ?? null;
  // The beginning of the company is enough to find what may be alike; what is, is decided below.
  const rows = await tx.$queryRaw<Candidate[]>`
    select id, title, company, location, status, canonical_url as "canonicalUrl", created_at as "createdAt"
    from app.saved_jobs
    where organization_id = ${organizationId}::uuid and id in (
      select id from app.saved_jobs where organization_id = ${organizationId}::uuid and canonical_url = ${address}
      union all
      select id from app.find_jobs(array[${word ?? ''}]::text[], 'company', true, true))
    order by id desc limit ${CANDIDATES_MAX}`;
  const read = readPosting(posting);
  return rows
    .map((row) => ({ row, by: byOf(row, posting), score: likenessOf(row, posting, read) }))
    .filter(({ score }) => score >= LIKENESS_MIN)
    .sort((a, b) => b.score - a.score)
    .map(({ row: { id, title, company, location, status, createdAt }, by }) => ({
      id,
      title,
      company,
      location,
      status,
      createdAt: createdAt.toISOString(),
      by,
    }));
}

type Candidate = Omit<PossibleDuplicate, 'createdAt' | 'by'> & {
  canonicalUrl: string | null;
  createdAt: Date;
};

/** Of one company nobody keeps more. */
const CANDIDATES_MAX = 500;

function byOf(row: Candidate, { canonicalUrl }: Posting): PossibleDuplicate['by'] {
  return row.canonicalUrl !== null && row.canonicalUrl === canonicalUrl ? 'url' : 'posting';
}

// Whoever only has the address has no title that could speak against it.
function likenessOf(row: Candidate, posting: Posting, read: ReturnType<typeof readPosting>): number {
  if (posting.title === '') return byOf(row, posting) === 'url' ? 1 : 0;
  return likeness(readPosting(row), read);
}
