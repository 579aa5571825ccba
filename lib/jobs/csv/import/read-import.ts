import { asTenant, type TenantContext } from '@/lib/db';
import type { JobImport as Row } from '@/lib/db/generated/client';
import { problems } from '@/lib/http';
import type { JobImport } from './schema';

/** An import, and how far it has come. @throws ProblemError 404 when it is not there or another organization's */
export async function readImport(tenant: TenantContext, id: string): Promise<JobImport> {
  const { organizationId } = tenant;
  const row = await asTenant(tenant, (tx) =>
    tx.jobImport.findUnique({ where: { organizationId_id: { organizationId, id } } }),
  );
  if (!row) throw problems.notFound();
  return toJobImport(row);
}

/** The newest imports, newest first. */
export async function listImports(tenant: TenantContext): Promise<JobImport[]> {
  const { organizationId } = tenant;
  const rows = await asTenant(tenant, (tx) =>
    tx.jobImport.findMany({ where: { organizationId }, orderBy: { id: 'desc' }, take: 5 }),
  );
  return rows.map(toJobImport);
}

/** A row of `job_imports` as the API tells it. */
export function toJobImport(row: Row): JobImport {
  const { id, state, fileName, total, saved, skipped, failed, stopReason } = row;
  return {
    id,
    state,
    fileName,
    total,
    saved,
    skipped,
    failed,
    stopReason,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
