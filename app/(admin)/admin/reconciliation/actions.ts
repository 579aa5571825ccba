'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { orderReconciliation } from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import type { ActionResult } from '@/lib/http';

/** Asks for a comparison now, and says whether it joins another one. Errors as of `orderReconciliation`. */
export async function orderReconciliationAction(
  reason: string,
): Promise<ActionResult<{ outcome: 'ordered' | 'waiting' | 'running' }>> {
  const result = await runAdminAction(async (admin) => ({
    outcome: await orderReconciliation(admin, z.string().parse(reason)),
  }));
  revalidatePath('/admin/reconciliation');
  return result;
}
