import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { requireWriter } from './require-writer';
import { toSavedJob } from './row';
import { type JobInput, type JobPatch, jobInputSchema, jobPatchSchema, type SavedJob } from './schema';

/**
 * Changes the named fields of a saved job and leaves the others.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there or another organization's; ZodError for wrong input
 */
export async function updateJob(tenant: TenantContext, id: string, patch: JobPatch): Promise<SavedJob> {
  return writeJob(tenant, id, jobPatchSchema.parse(patch));
}

/** Sets every field of a saved job; what the input leaves out becomes empty. Errors as of {@link updateJob}. */
export async function replaceJob(tenant: TenantContext, id: string, input: JobInput): Promise<SavedJob> {
  return writeJob(tenant, id, { location: null, url: null, notes: null, ...jobInputSchema.parse(input) });
}

async function writeJob(tenant: TenantContext, id: string, data: JobFields): Promise<SavedJob> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const [row] = await tx.savedJob.updateManyAndReturn({
      where: { organizationId: tenant.organizationId, id },
      data,
    });
    if (!row) throw problems.notFound();
    return toSavedJob(row);
  });
}

type JobFields = Partial<Pick<SavedJob, 'title' | 'company' | 'location' | 'url' | 'notes' | 'status'>>;
