'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Board } from '@/components/jobs/board/board-state';
import { jobFilterOf, type PageParams } from '@/components/jobs/board/board-url';
import { readBoardSearch } from '@/components/jobs/board/read-board-search';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult, WhileActing } from '@/lib/http';
import {
  type BulkOutcome,
  type BulkSelection,
  boardVersion,
  bulkSelectionSchema,
  createJob,
  type DoneMove,
  deleteJob,
  deleteJobs,
  doneMoveSchema,
  type JobInput,
  type JobPage,
  type JobPatch,
  type JobStatus,
  jobLists,
  jobStatuses,
  listJobs,
  type Moved,
  moveJobs,
  type SavedJob,
  shownStatuses,
  takeBackMove,
  updateJob,
} from '@/lib/jobs';
import { readPage } from './read-page';

// Arguments of an action come from the network like any other input: ids and keys are checked here, the rest in lib/.
const idSchema = z.uuid();
const statusSchema = z.enum(jobStatuses);
const listSchema = z.enum(jobLists);
const querySchema = z.string().max(4_000);
const pageSchema = z.object({ query: querySchema, list: listSchema, cursor: z.string().max(4_000) });
const knownSchema = z.object({
  query: querySchema,
  version: z.string().max(100).nullable(),
  sizes: z.partialRecord(listSchema, z.int().min(1).max(5_000)),
});

/** Saves a job; a repeat with the same key and input gives the first one again. Errors as of `createJob`. */
export async function addJobAction(input: JobInput, idempotencyKey: string): Promise<ActionResult<SavedJob>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) => createJob(principal, input, idSchema.parse(idempotencyKey))),
  );
}

/** Changes the named fields of a job. Errors as of `updateJob`. */
export async function changeJobAction(id: string, patch: JobPatch): Promise<ActionResult<SavedJob>> {
  return afterwardsFresh(
    await asPrincipal('change', (principal) => updateJob(principal, idSchema.parse(id), patch)),
  );
}

/** Deletes a job and frees its place. Errors as of `deleteJob`. */
export async function deleteJobAction(id: string): Promise<ActionResult<void>> {
  return afterwardsFresh(await asPrincipal('never', (principal) => deleteJob(principal, idSchema.parse(id))));
}

/** Gives jobs another status. The board has shown it already, so that nothing is drawn anew. Errors as of `moveJobs`. */
export async function moveJobsAction(
  selection: BulkSelection,
  status: JobStatus,
): Promise<ActionResult<Moved>> {
  return asPrincipal('change', (principal) =>
    moveJobs(principal, bulkSelectionSchema.parse(selection), statusSchema.parse(status)),
  );
}

/** Takes a move back and tells how many jobs that were. Errors as of `takeBackMove`. */
export async function takeBackMoveAction(done: DoneMove): Promise<ActionResult<number>> {
  return asPrincipal('change', (principal) => takeBackMove(principal, doneMoveSchema.parse(done)));
}

/** Deletes jobs and frees their places. Errors as of `deleteJobs`. */
export async function deleteJobsAction(selection: BulkSelection): Promise<ActionResult<BulkOutcome>> {
  return afterwardsFresh(
    await asPrincipal('never', (principal) => deleteJobs(principal, bulkSelectionSchema.parse(selection))),
  );
}

/** The page of one of the board's lists after a cursor, under the search in the page's address. */
export async function moreJobsAction(page: z.input<typeof pageSchema>): Promise<ActionResult<JobPage>> {
  return asPrincipal('read', (principal) => {
    const { query, list, cursor } = pageSchema.parse(page);
    const { filter, order } = searchOf(query);
    const asked = jobFilterOf(filter);
    const status = list === 'table' ? shownStatuses(asked) : list;
    return listJobs(principal, { ...asked, ...order, status, cursor, limit: 100 });
  });
}

/** The board as it is now, as far down as the browser knows it; null while the version is the one that the browser has. */
export async function refreshBoardAction(
  known: z.input<typeof knownSchema>,
): Promise<ActionResult<Board | null>> {
  return asPrincipal('read', async (principal) => {
    const { query, version, sizes } = knownSchema.parse(known);
    if (version !== null && version === (await boardVersion(principal))) return null;
    return readPage(principal, searchOf(query), sizes);
  });
}

function searchOf(query: string) {
  const params: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) params[name] = [...(params[name] ?? []), value];
  return readBoardSearch(params satisfies PageParams, 'board');
}

function asPrincipal<T>(
  whileActing: WhileActing,
  work: (principal: Principal) => Promise<T>,
): Promise<ActionResult<T>> {
  return runAction(async () => work(await requirePrincipal()), whileActing);
}

// The answer brings the page anew, with counts and quota, and other pages forget what they showed of them. Also after
// a refusal: it tells that the browser's picture was out of date.
function afterwardsFresh<T>(result: ActionResult<T>): ActionResult<T> {
  revalidatePath('/jobs');
  return result;
}
