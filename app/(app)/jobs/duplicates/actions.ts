'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult } from '@/lib/http';
import type { SavedJob } from '@/lib/jobs';
import { dismissDuplicate, type MergeChoice, mergeJobs } from '@/lib/jobs/duplicates';

// Arguments of an action come from the network like any other input: ids are checked here, the rest in lib/.
const idSchema = z.uuid();

/** Makes one job of two. Errors as of `mergeJobs`. */
export async function mergeJobsAction(id: string, choice: MergeChoice): Promise<ActionResult<SavedJob>> {
  return afterwardsFresh(
    await runAction(async () => mergeJobs(await requirePrincipal(), idSchema.parse(id), choice), 'never'),
  );
}

/** Says that two jobs are not the same. Errors as of `dismissDuplicate`. */
export async function dismissDuplicateAction(id: string, otherId: string): Promise<ActionResult<void>> {
  return afterwardsFresh(
    await runAction(
      async () => dismissDuplicate(await requirePrincipal(), idSchema.parse(id), idSchema.parse(otherId)),
      'change',
    ),
  );
}

// Also after a refusal: it tells that the browser's picture was out of date.
function afterwardsFresh<T>(result: ActionResult<T>): ActionResult<T> {
  revalidatePath('/jobs', 'layout');
  return result;
}
