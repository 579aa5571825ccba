'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { switchFlag } from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import { flagSchema } from '@/lib/flags';
import type { ActionResult } from '@/lib/http';

/** Switches a flag; null leaves it to the environment again. Errors as of `switchFlag`. */
export async function switchFlagAction(
  flag: string,
  enabled: boolean | null,
  reason: string,
): Promise<ActionResult<void>> {
  const result = await runAdminAction((admin) =>
    switchFlag(
      admin,
      flagSchema.parse(flag),
      z.boolean().nullable().parse(enabled),
      z.string().parse(reason),
    ),
  );
  revalidatePath('/admin/flags');
  return result;
}
