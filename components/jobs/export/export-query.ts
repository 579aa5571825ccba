import { exportJobsEndpoint } from '@/lib/jobs/csv/endpoints';

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Which jobs an address asks to export, as the API takes it, and as a query of it; all of them where it asks for what is none. */
export function exportQuery(query: Query) {
  const asked = exportJobsEndpoint.query?.safeParse(query);
  if (!asked?.success) return { wanted: {}, search: '' };
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, values]) =>
      name in asked.data ? [values ?? []].flat().map((value): [string, string] => [name, value]) : [],
    ),
  ).toString();
  return { wanted: asked.data, search: search === '' ? '' : `?${search}` };
}
