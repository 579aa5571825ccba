import { postingUrl } from '@/lib/capture';
import { callApi } from '../api/call-api';
import { type Draft, draftSchema } from './draft';

/** What came of a link: the draft, with words when the site could not read more than its address. */
export type LinkRead = { draft: Draft; words?: string };

/** Has the site read the posting behind a link, which this browser has not opened. */
export async function captureLink(url: string): Promise<LinkRead> {
  const answer = await callApi('/api/jobs/capture', { method: 'POST', body: { url } });
  const read = draftSchema.safeParse(answer.kind === 'ok' ? answer.body : undefined);
  if (read.success) return { draft: read.data };
  const bare = { url: postingUrl(url) };
  if (answer.kind === 'problem') return { draft: bare, words: answer.problem.detail };
  return { draft: bare, words: 'This link could not be read. Open it, or fill in the fields yourself.' };
}
