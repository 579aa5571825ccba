import type { JobContact as Row } from '@/lib/db/generated/client';
import type { Contact } from './schema';

/** A row of `job_contacts` as the API tells it. */
export function toContact({
  id,
  jobId,
  name,
  role,
  email,
  phone,
  url,
  notes,
  createdAt,
  updatedAt,
}: Row): Contact {
  return {
    ...{ id, jobId, name, role, email, phone, url, notes },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
