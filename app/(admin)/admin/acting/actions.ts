'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { actAs, raiseActing, stopActing } from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import { actingRemovals, type CookieWrites } from '@/lib/auth';
import type { ActionResult } from '@/lib/http';

const idSchema = z.uuid();
const reasonSchema = z.string();

/** Begins that this browser acts as somebody. Errors as of `actAs`. */
export async function actAsAction(userId: string, reason: string): Promise<ActionResult<void>> {
  return runAdminAction(async (admin) => {
    const started = await actAs(admin, idSchema.parse(userId), reasonSchema.parse(reason));
    await setCookies(started.cookies);
  });
}

/** Lets this browser change things as whom it acts. Errors as of `raiseActing`. */
export async function raiseActingAction(reason: string): Promise<ActionResult<void>> {
  return runAdminAction(async (admin) => {
    const raised = await raiseActing(admin, reasonSchema.parse(reason));
    await setCookies(raised.cookies);
  });
}

/** Ends it, in every tab. Errors as of `stopActing`. */
export async function stopActingAction(): Promise<ActionResult<void>> {
  return runAdminAction(async (admin) => {
    await stopActing(admin);
    await setCookies(actingRemovals());
  });
}

async function setCookies(writes: CookieWrites): Promise<void> {
  const store = await cookies();
  for (const { name, value, options } of writes) store.set(name, value, options);
}
