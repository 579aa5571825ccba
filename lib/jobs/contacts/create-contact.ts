import { asTenant, type TenantContext } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { lockJob } from '../lock-job';
import { requireWriter } from '../require-writer';
import { toContact } from './contact-row';
import { CONTACTS_MAX, type Contact, type ContactInput, contactInputSchema } from './schema';

/**
 * Adds a contact to a job. The job is locked while its contacts are counted, so that no two at once pass its limit, and
 * the row and the idempotency key commit together.
 * @param idempotencyKey a repeat with the same key and input gets the first contact again
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when the job is not there or another organization's,
 * 409 `conflict` at {@link CONTACTS_MAX}, 409 `idempotency_conflict`; ZodError for wrong input
 */
export async function createContact(
  tenant: TenantContext,
  jobId: string,
  input: ContactInput,
  idempotencyKey?: string,
): Promise<Contact> {
  const fields = contactInputSchema.parse(input);
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const operation = {
      operation: 'contacts.create',
      key: idempotencyKey,
      request: { jobId, ...fields },
    };
    return idempotently(tx, tenant, operation, async () => {
      await lockJob(tx, tenant, jobId);
      if ((await tx.jobContact.count({ where: { organizationId, jobId } })) >= CONTACTS_MAX) {
        throw problems.conflict(`A job keeps up to ${CONTACTS_MAX} contacts. Remove one first.`);
      }
      return toContact(await tx.jobContact.create({ data: { ...fields, organizationId, jobId } }));
    });
  });
}
