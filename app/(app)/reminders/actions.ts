'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult, WhileActing } from '@/lib/http';
import {
  createReminder,
  deleteReminder,
  type Reminder,
  type ReminderInput,
  type ReminderPatch,
  saveTimeZone,
  updateReminder,
} from '@/lib/jobs/reminders';

// Arguments of an action come from the network like any other input: ids and keys are checked here, the rest in lib/.
const idSchema = z.uuid();

/** Makes a reminder; a repeat with the same key and input gives the first one again. Errors as of `createReminder`. */
export async function addReminderAction(
  input: ReminderInput,
  idempotencyKey: string,
): Promise<ActionResult<Reminder>> {
  return asPrincipal('change', (principal) =>
    createReminder(principal, input, idSchema.parse(idempotencyKey)),
  );
}

/** Changes, snoozes or finishes a reminder. Errors as of `updateReminder`. */
export async function changeReminderAction(
  id: string,
  patch: ReminderPatch,
): Promise<ActionResult<Reminder>> {
  return asPrincipal('change', (principal) => updateReminder(principal, idSchema.parse(id), patch));
}

/** Takes a reminder away. Errors as of `deleteReminder`. */
export async function deleteReminderAction(id: string): Promise<ActionResult<void>> {
  return asPrincipal('never', (principal) => deleteReminder(principal, idSchema.parse(id)));
}

/** Keeps the time zone of the browser. Errors as of `saveTimeZone`. */
export async function saveTimeZoneAction(timeZone: string): Promise<ActionResult<void>> {
  return runAction(async () => saveTimeZone(await requirePrincipal(), z.string().max(64).parse(timeZone)));
}

// The answer brings the page anew, also after a refusal: it tells that the browser's picture was out of date.
async function asPrincipal<T>(
  whileActing: WhileActing,
  work: (principal: Principal) => Promise<T>,
): Promise<ActionResult<T>> {
  const result = await runAction(async () => work(await requirePrincipal()), whileActing);
  revalidatePath('/reminders');
  revalidatePath('/jobs/[id]', 'page');
  return result;
}
