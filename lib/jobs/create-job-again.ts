import { asService, type TenantContext } from '@/lib/db';
import { createJob } from './create-job';
import type { JobInput, SavedJob } from './schema';

/**
 * {@link createJob} for who sends again what may have been saved, maybe days later: the extension, which acts in whatever
 * organization its person is in at the time. What was saved under the key before they switched stays where it is and is
 * answered from there, instead of being saved in both. Errors as of `createJob`.
 *
 * An attempt that is being made at this moment is not seen; the extension gives one up after 20 s and tries again half a
 * minute later at the earliest.
 */
export async function createJobAgain(
  tenant: TenantContext,
  input: JobInput,
  idempotencyKey: string | undefined,
): Promise<SavedJob> {
  const organizationId = idempotencyKey && (await organizationOfKey(tenant, idempotencyKey));
  return createJob(
    organizationId ? { userId: tenant.userId, organizationId } : tenant,
    input,
    idempotencyKey,
  );
}

// Only of organizations that they still are in: of any other nothing is told.
async function organizationOfKey(
  { userId, organizationId }: TenantContext,
  key: string,
): Promise<string | undefined> {
  const [found] = await asService(
    'jobs.saved_before',
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select k.organization_id::text as id
      from app.memberships m
      join app.idempotency_keys k
        on k.organization_id = m.organization_id and k.operation = 'jobs.create' and k.key = ${key}
      where m.user_id = ${userId}::uuid
      order by k.organization_id = ${organizationId}::uuid desc
      limit 1`,
  );
  return found?.id;
}
