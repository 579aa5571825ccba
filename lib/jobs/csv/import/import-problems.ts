import { asTenant, type TenantContext } from '@/lib/db';
import { problems, toCsv } from '@/lib/http';
import { fieldNames, importFields } from './fields';
import { rawRowOf } from './judge-rows';

/**
 * The rows of an import that were not saved, as CSV: each with its number, why, and all that it had, so that they can be
 * mended and imported again.
 * @throws ProblemError 404 when there is no such import, or another organization's
 */
export async function importProblemsCsv(tenant: TenantContext, id: string): Promise<string> {
  const { organizationId } = tenant;
  const found = await asTenant(tenant, (tx) =>
    tx.jobImport.findUnique({
      where: { organizationId_id: { organizationId, id } },
      select: { state: true, rows: { orderBy: { position: 'asc' } } },
    }),
  );
  if (!found) throw problems.notFound();
  const isOver = found.state === 'canceled' || found.state === 'stopped';
  const rows = found.rows
    // Of one that goes on, what waits may still be saved.
    .filter(({ state }) => state !== 'waiting' || isOver)
    .map(({ rowNumber, error, fields }) => ({
      rowNumber,
      error: error ?? 'The import ended before it.',
      raw: rawRowOf(fields),
    }));
  const used = importFields.filter((field) => rows.some(({ raw }) => raw[field] !== undefined));
  const table = toCsv([
    ['Row', 'Problem', ...used.map((field) => fieldNames[field])],
    ...rows.map(({ rowNumber, error, raw }) => [
      rowNumber,
      error,
      ...used.map((field) => raw[field] ?? null),
    ]),
  ]);
  return `\uFEFF${table}`;
}
