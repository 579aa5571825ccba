import { asTenant, type TenantContext } from '@/lib/db';
import { idempotently } from '@/lib/http';
import { consumeUsage } from '@/lib/usage';
import { requireWriter } from './require-writer';
import { toColumns, toSavedJob } from './row';
import { type JobInput, jobInputSchema, type SavedJob } from './schema';

/**
 * Saves a job for the tenant's organization. The quota `saved_jobs`, the row and the idempotency key commit together:
 * two hundred calls at once at a limit of ten save exactly ten.
 * @param idempotencyKey a repeat with the same key and input gets the first job again and counts nothing
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 403 for viewers, 409 `idempotency_conflict`; ZodError for wrong input
 */
export async function createJob(
  tenant: TenantContext,
  input: JobInput,
  idempotencyKey?: string,
): Promise<SavedJob> {
  const fields = jobInputSchema.parse(input);
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    return idempotently(
      tx,
      tenant,
      { operation: 'jobs.create', key: idempotencyKey, request: fields },
      async () => {
        const [made] = await tx.$queryRaw<{ id: string }[]>`select app.uuid_v7() as id`;
        if (!made) throw new Error('app.uuid_v7 answered nothing');
        await consumeUsage(tx, tenant, {
          key: `saved_job:${made.id}`,
          items: { saved_jobs: 1 },
        });
        const row = await tx.savedJob.create({
          data: {
            ...toColumns(fields),
            // Named again, since a row cannot do without them.
            title: fields.title,
            company: fields.company,
            id: made.id,
            organizationId: tenant.organizationId,
            createdBy: tenant.userId,
          },
        });
        return toSavedJob(row);
      },
    );
  });
}
