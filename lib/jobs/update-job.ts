import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { requireWriter } from './require-writer';
import { toColumns, toSavedJob } from './row';
import {
  type JobFields,
  type JobInput,
  type JobPatch,
  jobInputSchema,
  jobPatchSchema,
  type SavedJob,
} from './schema';

/**
 * Changes the named fields of a saved job and leaves the others.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there or another organization's; ZodError for wrong input
 */
export async function updateJob(tenant: TenantContext, id: string, patch: JobPatch): Promise<SavedJob> {
  return writeJob(tenant, id, jobPatchSchema.parse(patch));
}

/** Sets every field of a saved job; what the input leaves out becomes empty. Errors as of {@link updateJob}. */
export async function replaceJob(tenant: TenantContext, id: string, input: JobInput): Promise<SavedJob> {
  const fields = jobInputSchema.parse(input);
  // Without a range its words tell it: to set none here would keep them from being read.
  const salary = fields.salaryText ? {} : { salary: null };
  return writeJob(tenant, id, { ...nothingEntered, ...salary, ...fields });
}

const nothingEntered = {
  location: null,
  url: null,
  workMode: null,
  salaryText: null,
  description: null,
  source: null,
  closesOn: null,
  notes: null,
} satisfies JobFields;

async function writeJob(tenant: TenantContext, id: string, fields: JobFields): Promise<SavedJob> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const [row] = await tx.savedJob.updateManyAndReturn({
      where: { organizationId: tenant.organizationId, id },
      data: toColumns(fields),
    });
    if (!row) throw problems.notFound();
    return toSavedJob(row);
  });
}
