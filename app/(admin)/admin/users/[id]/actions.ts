'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import {
  activateAccount,
  addNote,
  clearRateLimits,
  confirmEmail,
  type Done,
  deleteAccount,
  type LimitScope,
  limitScopes,
  NOTE_MAX,
  removeNote,
  restoreAccount,
  restoreNote,
  revokeAllSessions,
  revokeKey,
  revokeSession,
  sendLink,
  suspendAccount,
} from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import type { Admin } from '@/lib/auth';
import type { ActionResult } from '@/lib/http';
import { text } from '@/lib/http/text';

// Arguments of an action come from the network like any other input.
const id = z.uuid();
const event = z.uuid().optional();
const reasonText = text().max(2_000);

/** Suspends an account. Errors as of `suspendAccount`. */
export async function suspendAction(
  userId: string,
  reason: string,
  undoes?: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    suspendAccount(admin, user, reasonText.parse(reason), event.parse(undoes)),
  );
}

/** Lifts a suspension. Errors as of `activateAccount`. */
export async function activateAction(
  userId: string,
  reason: string,
  undoes?: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    activateAccount(admin, user, reasonText.parse(reason), event.parse(undoes)),
  );
}

/** Deletes an account, for 30 days so that it can be restored. Errors as of `deleteAccount`. */
export async function deleteAction(
  userId: string,
  reason: string,
  undoes?: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    deleteAccount(admin, user, reasonText.parse(reason), event.parse(undoes)),
  );
}

/** Brings a deleted account back. Errors as of `restoreAccount`. */
export async function restoreAction(
  userId: string,
  reason: string,
  undoes?: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    restoreAccount(admin, user, reasonText.parse(reason), event.parse(undoes)),
  );
}

/** Takes the address of an account for confirmed. Errors as of `confirmEmail`. */
export async function confirmEmailAction(userId: string, reason: string): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) => confirmEmail(admin, user, reasonText.parse(reason)));
}

/** Mails the link that confirms the address once more. Errors as of `sendLink`. */
export async function resendConfirmationAction(userId: string, reason: string): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) => sendLink(admin, user, 'confirmation', reasonText.parse(reason)));
}

/** Mails a link to choose a new password. Errors as of `sendLink`. */
export async function sendPasswordResetAction(userId: string, reason: string): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) => sendLink(admin, user, 'password-reset', reasonText.parse(reason)));
}

/** Has rate limits begin anew. Errors as of `clearRateLimits`. */
export async function clearRateLimitsAction(
  userId: string,
  scope: LimitScope,
  reason: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    clearRateLimits(admin, user, z.enum(limitScopes).parse(scope), reasonText.parse(reason)),
  );
}

/** Ends all sessions. Errors as of `revokeAllSessions`. */
export async function revokeAllSessionsAction(userId: string, reason: string): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) => revokeAllSessions(admin, user, reasonText.parse(reason)));
}

/** Ends one session. Errors as of `revokeSession`. */
export async function revokeSessionAction(
  userId: string,
  sessionId: string,
  reason: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    revokeSession(admin, user, id.parse(sessionId), reasonText.parse(reason)),
  );
}

/** Ends an API key. Errors as of `revokeKey`. */
export async function revokeKeyAction(
  userId: string,
  key: { organizationId: string; id: string },
  reason: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    revokeKey(admin, user, keySchema.parse(key), reasonText.parse(reason)),
  );
}
const keySchema = z.strictObject({ organizationId: id, id });

/** Writes a note. Errors as of `addNote`. */
export async function addNoteAction(userId: string, body: string): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) => addNote(admin, user, noteText.parse(body)));
}
const noteText = text().max(2 * NOTE_MAX);

/** Removes a note. Errors as of `removeNote`. */
export async function removeNoteAction(
  userId: string,
  noteId: string,
  reason: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) => removeNote(admin, user, id.parse(noteId), reasonText.parse(reason)));
}

/** Brings a removed note back. Errors as of `restoreNote`. */
export async function restoreNoteAction(
  userId: string,
  noteId: string,
  reason: string,
  undoes?: string,
): Promise<ActionResult<Done>> {
  return onPage(userId, (admin, user) =>
    restoreNote(admin, user, id.parse(noteId), reasonText.parse(reason), event.parse(undoes)),
  );
}

// The answer brings the page anew, also after a refusal: it tells that the browser's picture was out of date.
async function onPage(
  userId: string,
  work: (admin: Admin, userId: string) => Promise<Done>,
): Promise<ActionResult<Done>> {
  const result = await runAdminAction(async (admin) => work(admin, id.parse(userId)));
  revalidatePath('/admin/users/[id]', 'page');
  return result;
}
