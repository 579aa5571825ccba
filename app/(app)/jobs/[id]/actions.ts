'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult, WhileActing } from '@/lib/http';
import { deleteJob, getJob, type SavedJob } from '@/lib/jobs';
import {
  type Contact,
  type ContactInput,
  createContact,
  deleteContact,
  replaceContact,
} from '@/lib/jobs/contacts';
import {
  createInterview,
  deleteInterview,
  type Interview,
  type InterviewInput,
  replaceInterview,
} from '@/lib/jobs/interviews';

// Arguments of an action come from the network like any other input: ids and keys are checked here, the rest in lib/.
const idSchema = z.uuid();

/** The job as it is now, for whoever was told that it was changed meanwhile. Errors as of `getJob`. */
export async function readJobAction(id: string): Promise<ActionResult<SavedJob>> {
  return asPrincipal('read', (principal) => getJob(principal, idSchema.parse(id)));
}

/**
 * Deletes the job whose page this is. The page is not made anew, since nothing of it is left to show: the browser goes
 * on to the list. Errors as of `deleteJob`.
 */
export async function deleteThisJobAction(id: string): Promise<ActionResult<void>> {
  return asPrincipal('never', (principal) => deleteJob(principal, idSchema.parse(id)));
}

/** Adds a contact; a repeat with the same key and input gives the first one again. Errors as of `createContact`. */
export async function addContactAction(
  jobId: string,
  input: ContactInput,
  idempotencyKey: string,
): Promise<ActionResult<Contact>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) =>
      createContact(principal, idSchema.parse(jobId), input, idSchema.parse(idempotencyKey)),
    ),
  );
}

/** Sets all fields of a contact. Errors as of `replaceContact`. */
export async function changeContactAction(
  jobId: string,
  id: string,
  input: ContactInput,
): Promise<ActionResult<Contact>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) =>
      replaceContact(principal, idSchema.parse(jobId), idSchema.parse(id), input),
    ),
  );
}

/** Removes a contact. Errors as of `deleteContact`. */
export async function removeContactAction(jobId: string, id: string): Promise<ActionResult<void>> {
  return afterwardsFresh(
    await asPrincipal('never', (principal) =>
      deleteContact(principal, idSchema.parse(jobId), idSchema.parse(id)),
    ),
  );
}

/** Adds an interview; a repeat with the same key and input gives the first one again. Errors as of `createInterview`. */
export async function addInterviewAction(
  jobId: string,
  input: InterviewInput,
  idempotencyKey: string,
): Promise<ActionResult<Interview>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) =>
      createInterview(principal, idSchema.parse(jobId), input, idSchema.parse(idempotencyKey)),
    ),
  );
}

/** Sets all fields of an interview. Errors as of `replaceInterview`. */
export async function changeInterviewAction(
  jobId: string,
  id: string,
  input: InterviewInput,
): Promise<ActionResult<Interview>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) =>
      replaceInterview(principal, idSchema.parse(jobId), idSchema.parse(id), input),
    ),
  );
}

/** Removes an interview. Errors as of `deleteInterview`. */
export async function removeInterviewAction(jobId: string, id: string): Promise<ActionResult<void>> {
  return afterwardsFresh(
    await asPrincipal('never', (principal) =>
      deleteInterview(principal, idSchema.parse(jobId), idSchema.parse(id)),
    ),
  );
}

function asPrincipal<T>(
  whileActing: WhileActing,
  work: (principal: Principal) => Promise<T>,
): Promise<ActionResult<T>> {
  return runAction(async () => work(await requirePrincipal()), whileActing);
}

// The answer brings the page anew, also after a refusal: it tells that the browser's picture was out of date.
function afterwardsFresh<T>(result: ActionResult<T>): ActionResult<T> {
  revalidatePath('/jobs/[id]', 'page');
  return result;
}
