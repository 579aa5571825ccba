'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult, WhileActing } from '@/lib/http';
import { changeView, deleteView, type SavedView, saveView, type ViewInput, type ViewPatch } from '@/lib/jobs';

// Arguments of an action come from the network like any other input: ids are checked here, the rest in lib/.
const idSchema = z.uuid();

/** Keeps a view of the board. Errors as of `saveView`. */
export async function saveViewAction(input: ViewInput): Promise<ActionResult<SavedView>> {
  return asPrincipal('change', (principal) => saveView(principal, input));
}

/** Changes the named parts of a view. Errors as of `changeView`. */
export async function changeViewAction(id: string, patch: ViewPatch): Promise<ActionResult<SavedView>> {
  return asPrincipal('change', (principal) => changeView(principal, idSchema.parse(id), patch));
}

/** Forgets a view. Errors as of `deleteView`. */
export async function deleteViewAction(id: string): Promise<ActionResult<void>> {
  return asPrincipal('never', (principal) => deleteView(principal, idSchema.parse(id)));
}

// The answer brings the page anew, also after a refusal: it tells that the browser's picture was out of date.
async function asPrincipal<T>(
  whileActing: WhileActing,
  work: (principal: Principal) => Promise<T>,
): Promise<ActionResult<T>> {
  const result = await runAction(async () => work(await requirePrincipal()), whileActing);
  revalidatePath('/jobs');
  return result;
}
