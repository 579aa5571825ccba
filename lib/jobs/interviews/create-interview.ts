import { asTenant, type TenantContext } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { lockJob } from '../lock-job';
import { requireWriter } from '../require-writer';
import { toInterview, toMoments } from './interview-row';
import { INTERVIEWS_MAX, type Interview, type InterviewInput, interviewInputSchema } from './schema';

/**
 * Adds an interview to a job. The job is locked while its interviews are counted, so that no two at once pass its limit, and
 * the row and the idempotency key commit together.
 * @param idempotencyKey a repeat with the same key and input gets the first interview again
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when the job is not there or another organization's,
 * 409 `conflict` at {@link INTERVIEWS_MAX}, 409 `idempotency_conflict`; ZodError for wrong input
 */
export async function createInterview(
  tenant: TenantContext,
  jobId: string,
  input: InterviewInput,
  idempotencyKey?: string,
): Promise<Interview> {
  const fields = interviewInputSchema.parse(input);
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const operation = {
      operation: 'interviews.create',
      key: idempotencyKey,
      request: { jobId, ...fields },
    };
    return idempotently(tx, tenant, operation, async () => {
      await lockJob(tx, tenant, jobId);
      if ((await tx.jobInterview.count({ where: { organizationId, jobId } })) >= INTERVIEWS_MAX) {
        throw problems.conflict(`A job keeps up to ${INTERVIEWS_MAX} interviews. Remove one first.`);
      }
      return toInterview(
        await tx.jobInterview.create({ data: { ...fields, ...toMoments(fields), organizationId, jobId } }),
      );
    });
  });
}
