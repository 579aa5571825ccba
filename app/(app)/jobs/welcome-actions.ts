'use server';

import { revalidatePath } from 'next/cache';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult } from '@/lib/http';
import { addSampleJobs, endWelcome, removeSampleJobs } from '@/lib/jobs/welcome';

/** Saves the sample jobs. Errors as of `addSampleJobs`. */
export async function addSamplesAction(): Promise<ActionResult<number>> {
  return afterwardsFresh(await runAction(async () => addSampleJobs(await requirePrincipal())));
}

/** Removes the sample jobs. Errors as of `removeSampleJobs`. */
export async function removeSamplesAction(): Promise<ActionResult<number>> {
  return afterwardsFresh(await runAction(async () => removeSampleJobs(await requirePrincipal())));
}

/** Offers the first steps no more. */
export async function endWelcomeAction(): Promise<ActionResult<void>> {
  return afterwardsFresh(await runAction(async () => endWelcome(await requirePrincipal())));
}

// What was done on the board is seen there at once.
function afterwardsFresh<T>(result: ActionResult<T>): ActionResult<T> {
  revalidatePath('/jobs');
  return result;
}
