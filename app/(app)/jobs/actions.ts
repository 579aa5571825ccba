'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult, WhileActing } from '@/lib/http';
import {
  createJob,
  deleteJob,
  type JobInput,
  type JobPage,
  type JobPatch,
  jobStatuses,
  listJobs,
  type SavedJob,
  updateJob,
} from '@/lib/jobs';

// Arguments of an action come from the network like any other input: ids and keys are checked here, the rest in lib/.
const idSchema = z.uuid();
const pageSchema = z.object({
  status: z.enum(jobStatuses).optional(),
  q: z.string().max(200),
  cursor: z.string().max(500),
});

/** Saves a job; a repeat with the same key and input gives the first one again. Errors as of `createJob`. */
export async function addJobAction(input: JobInput, idempotencyKey: string): Promise<ActionResult<SavedJob>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) => createJob(principal, input, idSchema.parse(idempotencyKey))),
  );
}

/** Changes the named fields of a job. Errors as of `updateJob`. */
export async function changeJobAction(id: string, patch: JobPatch): Promise<ActionResult<SavedJob>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) => updateJob(principal, idSchema.parse(id), patch)),
  );
}

/** Deletes a job and frees its place. Errors as of `deleteJob`. */
export async function deleteJobAction(id: string): Promise<ActionResult<void>> {
  return afterwardsFresh(await asPrincipal('never', (principal) => deleteJob(principal, idSchema.parse(id))));
}

/** The page of jobs after a cursor, under the board's filter. */
export async function moreJobsAction(page: z.input<typeof pageSchema>): Promise<ActionResult<JobPage>> {
  return asPrincipal('read', (principal) => {
    const { status, q, cursor } = pageSchema.parse(page);
    return listJobs(principal, { status, q: q || undefined, cursor });
  });
}

function asPrincipal<T>(
  whileActing: WhileActing,
  work: (principal: Principal) => Promise<T>,
): Promise<ActionResult<T>> {
  return runAction(async () => work(await requirePrincipal()), whileActing);
}

// The answer brings the page anew, with counts and quota, and other pages forget what they showed of them. Also after
// a refusal: it tells that the browser's picture was out of date.
function afterwardsFresh<T>(result: ActionResult<T>): ActionResult<T> {
  revalidatePath('/jobs');
  return result;
}
