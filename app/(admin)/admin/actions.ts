'use server';

import { revalidatePath } from 'next/cache';
import { type RollUp, rollUp } from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import type { ActionResult } from '@/lib/http';

/** For how long a page waits for days to be counted; the worker goes on with what is left. */
const PATIENCE_MS = 10_000;

/** Counts the days that are due. It changes nothing that the worker would not, so nobody has to say why. */
export async function countNowAction(): Promise<ActionResult<RollUp | null>> {
  const result = await runAdminAction(() => rollUp({ until: new Date(Date.now() + PATIENCE_MS) }));
  revalidatePath('/admin');
  return result;
}
