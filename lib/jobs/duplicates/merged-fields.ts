import type { JobFields, SavedJob } from '../schema';

/** What of two jobs can be chosen; `salary` comes with its words. Notes are joined, and need no choice. */
export const mergeFields = [
  'title',
  'company',
  'location',
  'url',
  'workMode',
  'salary',
  'source',
  'description',
  'closesOn',
  'status',
] as const;
/** See {@link mergeFields}. */
export type MergeField = (typeof mergeFields)[number];

/**
 * What the job that stays takes over from the one that goes: whatever it lacks, whatever was chosen from the other, and
 * its notes below its own. What stays as it is, is left out.
 */
export function mergedFields(kept: SavedJob, other: SavedJob, chosen: readonly MergeField[]): JobFields {
  const fields: JobFields = {};
  for (const field of mergeFields) {
    if (
      chosen.includes(field) ? differ(kept, other, field) : isMissing(kept, field) && !isMissing(other, field)
    )
      Object.assign(fields, valuesOf(other, field));
  }
  const notes = joinedNotes(kept.notes, other.notes);
  return notes === kept.notes ? fields : { ...fields, notes };
}

/** Whether two jobs say different things of a field. */
export function differ(one: SavedJob, other: SavedJob, field: MergeField): boolean {
  return JSON.stringify(valuesOf(one, field)) !== JSON.stringify(valuesOf(other, field));
}

/** Whether a job says nothing of a field. */
export function isMissing(job: SavedJob, field: MergeField): boolean {
  return Object.values(valuesOf(job, field)).every((value) => value === null);
}

function valuesOf(job: SavedJob, field: MergeField): JobFields {
  return field === 'salary' ? { salary: job.salary, salaryText: job.salaryText } : { [field]: job[field] };
}

// What both say is said once.
function joinedNotes(notes: string | null, others: string | null): string | null {
  if (others === null || notes?.includes(others)) return notes;
  return notes === null || others.includes(notes) ? others : `${notes}\n\n${others}`;
}
