import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { lockJob } from '../lock-job';
import { requireWriter } from '../require-writer';
import { toInterview, toMoments } from './interview-row';
import {
  type Interview,
  type InterviewInput,
  type InterviewPatch,
  interviewInputSchema,
  interviewPatchSchema,
  lengthProblem,
} from './schema';

/**
 * Changes the named fields of an interview and leaves the others. The job is locked from before its times are read, so
 * that two who move one end each do not leave an interview that ends before it starts.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there, of another job or another
 * organization's, 422 when it would not end after its start; ZodError for wrong input
 */
export async function updateInterview(
  tenant: TenantContext,
  jobId: string,
  id: string,
  patch: InterviewPatch,
): Promise<Interview> {
  return writeInterview(tenant, jobId, id, interviewPatchSchema.parse(patch));
}

/** Sets every field of an interview; what the input leaves out becomes empty. Errors as of {@link updateInterview}. */
export async function replaceInterview(
  tenant: TenantContext,
  jobId: string,
  id: string,
  input: InterviewInput,
): Promise<Interview> {
  const fields = interviewInputSchema.parse(input);
  return writeInterview(tenant, jobId, id, { location: null, notes: null, ...fields });
}

function writeInterview(
  tenant: TenantContext,
  jobId: string,
  id: string,
  patch: InterviewPatch,
): Promise<Interview> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    await lockJob(tx, tenant, jobId);
    const where = { organizationId_id: { organizationId: tenant.organizationId, id }, jobId };
    const former = await tx.jobInterview.findUnique({ where });
    if (!former) throw problems.notFound();
    const times = toMoments(patch);
    const message = lengthProblem(times.startsAt ?? former.startsAt, times.endsAt ?? former.endsAt);
    if (message) throw problems.invalid('Some fields are not valid.', [{ path: 'endsAt', message }]);
    return toInterview(await tx.jobInterview.update({ where, data: { ...patch, ...times } }));
  });
}
