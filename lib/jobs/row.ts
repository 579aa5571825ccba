import type { SavedJob as Row } from '@/lib/db/generated/client';
import type { SavedJob } from './schema';

/** A row of `saved_jobs` as the API tells it. */
export function toSavedJob(row: Row): SavedJob {
  const { id, title, company, location, url, notes, status, createdAt, updatedAt } = row;
  return {
    id,
    title,
    company,
    location,
    url,
    notes,
    status,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
