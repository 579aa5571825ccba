import { z } from 'zod';
import { callApi } from '../api/call-api';
import type { Draft } from '../page/draft';
import { type SavedRef, savedRefSchema } from '../queue/queue-item';
import { forgetSaved, knownSaved, noteSaved } from './known-saved';

const lookupSchema = z.object({ job: savedRefSchema.nullable() });

/**
 * The job that is saved for a posting, by any of its addresses or by what it says, and keeps what was found for the badge.
 * Undefined when there is none. When the site cannot be asked, it is what this browser knows.
 */
export async function findSaved({
  url,
  title,
  company,
  location,
}: Draft & { url: string }): Promise<SavedRef | undefined> {
  const query = new URLSearchParams({ url });
  if (title && company) {
    query.set('title', title);
    query.set('company', company);
    if (location) query.set('location', location);
  }
  const before = await knownSaved(url);
  const answer = await callApi(`/api/jobs/lookup?${query}`);
  const looked = lookupSchema.safeParse(answer.kind === 'ok' ? answer.body : undefined);
  if (!looked.success) return knownSaved(url);
  const saved = looked.data.job ?? undefined;
  // One that is only alike is told, and not taken for this one.
  if (saved && saved.by !== 'posting') await noteSaved(url, saved);
  // What was saved while this was asked is not undone by its answer.
  else if (before) await forgetSaved(url, before.id);
  return saved;
}
