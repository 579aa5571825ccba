import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { statusLook } from '../status-look';

/** A job in one breath. */
export function subjectOf({ title, company }: Pick<JobSummary, 'title' | 'company'>): string {
  return `${title} at ${company}`;
}

type Dragged = Pick<JobSummary, 'title' | 'company' | 'status'>;

/** How a card is moved without a mouse, read out where one can be picked up. */
export const dragInstructions =
  'Press space to pick up the job. While it is picked up, the left and right arrow keys move it from column to column. Press space again to drop it, or escape to leave it where it was.';

/** What is said while a job is dragged: which job, and over which column. */
export const dragWords = {
  pickedUp: (job: Dragged) => `Picked up ${subjectOf(job)}. It is in ${labelOf(job.status)}.`,
  over: (job: Dragged, status: JobStatus | null) =>
    status === null
      ? `${subjectOf(job)} is over no column.`
      : `${subjectOf(job)} is over ${labelOf(status)}.`,
  dropped: (job: Dragged, status: JobStatus | null) =>
    status === null || status === job.status
      ? `${subjectOf(job)} stays in ${labelOf(job.status)}.`
      : `${subjectOf(job)} was moved to ${labelOf(status)}.`,
  canceled: (job: Dragged) => `${subjectOf(job)} stays in ${labelOf(job.status)}.`,
};

function labelOf(status: JobStatus): string {
  return statusLook[status].label;
}
