import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { lockJob } from './lock-job';
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
 * Changes the named fields of a saved job and leaves the others. With `expectedUpdatedAt`, only if nobody has changed
 * the job since: of two writers who read the same job, the second is told instead of overwriting the first.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there or another organization's,
 * 409 `conflict` when it was changed meanwhile; ZodError for wrong input
 */
export async function updateJob(tenant: TenantContext, id: string, patch: JobPatch): Promise<SavedJob> {
  const { expectedUpdatedAt, ...fields } = jobPatchSchema.parse(patch);
  return writeJob(tenant, id, fields, expectedUpdatedAt);
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

async function writeJob(
  tenant: TenantContext,
  id: string,
  fields: JobFields,
  expectedUpdatedAt?: string,
): Promise<SavedJob> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    if (expectedUpdatedAt !== undefined) {
      const { updatedAt } = await lockJob(tx, tenant, id);
      if (updatedAt.getTime() !== Date.parse(expectedUpdatedAt)) throw changedMeanwhile();
    }
    const [row] = await tx.savedJob.updateManyAndReturn({
      where: { organizationId: tenant.organizationId, id },
      data: toColumns(fields),
    });
    if (!row) throw problems.notFound();
    return toSavedJob(row);
  });
}

function changedMeanwhile() {
  return problems.conflict(
    'This job was changed meanwhile, in another tab or by somebody else. Nothing was overwritten.',
  );
}
