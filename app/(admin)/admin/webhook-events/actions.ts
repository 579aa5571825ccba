'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { eventQuerySchema, type Replayed, replayEvents } from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import type { ActionResult } from '@/lib/http';

const idsSchema = z.array(z.string().min(1).max(255)).min(1).max(100);

/** Replays the chosen events. Errors as of `replayEvents`. */
export async function replayChosenAction(ids: string[], reason: string): Promise<ActionResult<Replayed>> {
  return replay(() => ({ ids: idsSchema.parse(ids) }), reason);
}

/** Replays all events that a filter finds. Errors as of `replayEvents`. */
export async function replayMatchingAction(filter: unknown, reason: string): Promise<ActionResult<Replayed>> {
  return replay(() => eventQuerySchema.parse(filter), reason);
}

async function replay(
  selectionOf: () => Parameters<typeof replayEvents>[1],
  reason: string,
): Promise<ActionResult<Replayed>> {
  const result = await runAdminAction(async (admin) =>
    replayEvents(admin, selectionOf(), z.string().parse(reason)),
  );
  revalidatePath('/admin/webhook-events', 'layout');
  return result;
}
