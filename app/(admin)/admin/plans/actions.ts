'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { editPlan, type PlanPreview, planEditSchema, previewPlanEdit } from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import type { ActionResult } from '@/lib/http';
import { planIds } from '@/lib/plans';

// What is edited comes from the network like any other input: it is parsed here, and what it means decided in lib/.
const planId = z.enum(planIds);

/** Tells whom a change would meet. Errors as of `previewPlanEdit`. */
export async function previewPlanAction(id: string, edit: unknown): Promise<ActionResult<PlanPreview>> {
  return runAdminAction(async () => previewPlanEdit(planId.parse(id), planEditSchema.parse(edit)));
}

/** Changes a plan. `seen` is when it was changed last: as the page showed it, and of the answer as it is then. Errors as of `editPlan`. */
export async function editPlanAction(
  id: string,
  edit: unknown,
  note: { reason: string; seen: string },
): Promise<ActionResult<{ seen: string }>> {
  const result = await runAdminAction(async (admin) => {
    const { updatedAt } = await editPlan(admin, planId.parse(id), planEditSchema.parse(edit), {
      reason: z.string().parse(note.reason),
      seen: z.coerce.date().parse(note.seen),
    });
    return { seen: updatedAt.toISOString() };
  });
  // Not after a refusal: a page that was made anew would take the words of the refusal, and what was typed, away.
  if (result.ok) revalidatePath('/admin/plans', 'layout');
  return result;
}
