import { EXPORTED_IDS_MAX } from '@/lib/jobs/csv/limits';
import type { JobFilter } from '@/lib/jobs/job-filter';

/** Which jobs are to be exported: some by their ids, or all that match. */
type Chosen = { ids: ReadonlySet<string>; filter: JobFilter | null };

/** The page that exports what was chosen; null for more single jobs than an address has room for. */
export function exportHref({ ids, filter }: Chosen): `/jobs/export?${string}` | null {
  if (filter === null)
    return ids.size > EXPORTED_IDS_MAX ? null : `/jobs/export?ids=${encodeURIComponent([...ids].join(','))}`;
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, values]) =>
      [values ?? []].flat().map((value): [string, string] => [name, String(value)]),
    ),
  );
  return `/jobs/export?${query}`;
}
