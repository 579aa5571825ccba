'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import { endOtherSessions, endSession } from '@/lib/auth/sessions';
import type { ActionResult } from '@/lib/http';

const idSchema = z.uuid();

/** Ends one session of the signed-in person. Errors as of `endSession`. */
export async function endSessionAction(id: string): Promise<ActionResult<void>> {
  return afterwardsFresh(
    await runAction(async () => endSession(await requirePrincipal(), idSchema.parse(id))),
  );
}

/** Ends all of them but the one that asks. */
export async function endOtherSessionsAction(): Promise<ActionResult<number>> {
  return afterwardsFresh(await runAction(async () => endOtherSessions(await requirePrincipal())));
}

// Also after a refusal: it tells that the page was out of date.
function afterwardsFresh<T>(result: ActionResult<T>): ActionResult<T> {
  revalidatePath('/account/sessions');
  return result;
}
