import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { toContact } from './contact-row';
import type { Contact } from './schema';

/** The contacts of a job, oldest first. @throws ProblemError 404 when the job is not there or another organization's */
export async function listContacts(tenant: TenantContext, jobId: string): Promise<Contact[]> {
  const { organizationId } = tenant;
  const job = await asTenant(tenant, (tx) =>
    tx.savedJob.findUnique({
      where: { organizationId_id: { organizationId, id: jobId } },
      select: { contacts: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
    }),
  );
  if (!job) throw problems.notFound();
  return job.contacts.map(toContact);
}

/** One contact. @throws ProblemError 404 when it is not there, of another job or another organization's */
export async function getContact(tenant: TenantContext, jobId: string, id: string): Promise<Contact> {
  const { organizationId } = tenant;
  const row = await asTenant(tenant, (tx) =>
    tx.jobContact.findUnique({ where: { organizationId_id: { organizationId, id }, jobId } }),
  );
  if (!row) throw problems.notFound();
  return toContact(row);
}
