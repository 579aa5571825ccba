import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { requireWriter } from '../require-writer';
import { toContact } from './contact-row';
import {
  type Contact,
  type ContactInput,
  type ContactPatch,
  contactInputSchema,
  contactPatchSchema,
} from './schema';

/**
 * Changes the named fields of a contact and leaves the others.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there, of another job or another
 * organization's; ZodError for wrong input
 */
export async function updateContact(
  tenant: TenantContext,
  jobId: string,
  id: string,
  patch: ContactPatch,
): Promise<Contact> {
  return writeContact(tenant, jobId, id, contactPatchSchema.parse(patch));
}

/** Sets every field of a contact; what the input leaves out becomes empty. Errors as of {@link updateContact}. */
export async function replaceContact(
  tenant: TenantContext,
  jobId: string,
  id: string,
  input: ContactInput,
): Promise<Contact> {
  const nothingEntered = { role: null, email: null, phone: null, url: null, notes: null };
  return writeContact(tenant, jobId, id, { ...nothingEntered, ...contactInputSchema.parse(input) });
}

function writeContact(
  tenant: TenantContext,
  jobId: string,
  id: string,
  data: ContactPatch,
): Promise<Contact> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const { organizationId } = tenant;
    const [row] = await tx.jobContact.updateManyAndReturn({ where: { organizationId, jobId, id }, data });
    if (!row) throw problems.notFound();
    return toContact(row);
  });
}
