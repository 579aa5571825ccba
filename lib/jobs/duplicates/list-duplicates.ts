import { asTenant, type TenantContext } from '@/lib/db';
import { toSavedJob } from '../row';
import type { SavedJob } from '../schema';
import { LIKENESS_MIN, likeness, type ReadPosting, readPosting } from './likeness';

/** Two saved jobs that may be the same posting, the one that was saved first in front. */
export type DuplicatePair = { jobs: [SavedJob, SavedJob]; likeness: number; by: 'url' | 'posting' };

/** How many pairs are shown at once: what is merged or dismissed makes room for the next ones. */
export const PAIRS_MAX = 20;

/**
 * The pairs of an organization that somebody should look at, the most alike first; `more` of them than are told.
 * @param of only those of this job
 */
export function listDuplicates(
  tenant: TenantContext,
  of?: string,
): Promise<{ pairs: DuplicatePair[]; more: boolean }> {
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    const rows = await tx.savedJob.findMany({
      where: { organizationId },
      select: { id: true, title: true, company: true, location: true, canonicalUrl: true },
    });
    const dismissals = await tx.duplicateDismissal.findMany({ where: { organizationId } });
    const dismissed = new Set(dismissals.map(({ jobId, otherId }) => `${jobId} ${otherId}`));
    const found = alikeIn(rows.map((row) => ({ id: row.id, posting: readPosting(row) }))).filter(
      ({ ids }) => !dismissed.has(ids.join(' ')) && (of === undefined || ids.includes(of)),
    );
    const shown = found.slice(0, PAIRS_MAX);
    const jobs = await tx.savedJob.findMany({
      where: { organizationId, id: { in: shown.flatMap(({ ids }) => ids) } },
    });
    const byId = new Map(jobs.map((job) => [job.id, toSavedJob(job)]));
    return {
      pairs: shown.flatMap(({ ids: [first, second], score, by }): DuplicatePair[] => {
        const [one, other] = [byId.get(first), byId.get(second)];
        return one && other ? [{ jobs: [one, other], likeness: score, by }] : [];
      }),
      more: found.length > shown.length,
    };
  });
}

type Read = { id: string; posting: ReadPosting };
/** Ids in their order: the lesser was saved first. */
type Alike = { ids: [string, string]; score: number; by: 'url' | 'posting' };

/** Only jobs of one address or one company can be alike, so that not every job is compared with every other. */
function alikeIn(jobs: readonly Read[]): Alike[] {
  const found = new Map<string, Alike>();
  const byAddress = Map.groupBy(jobs, ({ posting }) => posting.canonicalUrl);
  byAddress.delete(null);
  const byCompany = Map.groupBy(jobs, ({ posting }) => posting.company);
  for (const group of [...byAddress.values(), ...byCompany.values()]) {
    for (const [one, other] of pairsOf(group)) {
      const score = likeness(one.posting, other.posting);
      if (score < LIKENESS_MIN) continue;
      const ids: [string, string] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
      const { canonicalUrl } = one.posting;
      const by = canonicalUrl !== null && canonicalUrl === other.posting.canonicalUrl ? 'url' : 'posting';
      found.set(ids.join(' '), { ids, score, by });
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || (a.ids[1] < b.ids[1] ? 1 : -1));
}

/** Of who keeps very many of one company the latest are compared. */
const GROUP_MAX = 400;

function* pairsOf(group: readonly Read[]): Generator<[Read, Read]> {
  const latest = group.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, GROUP_MAX);
  for (const [index, one] of latest.entries()) {
    for (const other of latest.slice(index + 1)) yield [one, other];
  }
}
