import { capture } from '@/lib/capture';
import { parsePage } from '@/lib/capture/server';
import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { FetchRefusedError, type GuardedResponse, guardedFetch } from '@/lib/http/server';
import { logger } from '@/lib/observability';
import { limitRunStart } from '@/lib/rate-limits';
import { withReservation } from '@/lib/usage';
import { requireWriter } from '../require-writer';
import { pageRefusal, refusalWords } from './page-refusal';
import { pageText } from './page-text';
import type { JobDraft } from './schema';

/** Fetches the page of an address that somebody gave; a test brings its own. */
export type FetchPage = (url: string) => Promise<GuardedResponse>;

/**
 * Reads the posting at an address, for someone who will look at it before they save it: nothing is saved here. It counts
 * as one run when something was read; what failed costs nothing but the start, of which there are so many an hour: else
 * this would be a way to knock at any door for free.
 * @param url a web address; only public ones are asked, see `guardedFetch`
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 403 for viewers, 422 when there is nothing to read,
 * with the reason in words, 429 for too many starts
 */
export async function captureFromUrl(
  tenant: TenantContext,
  { url }: { url: string },
  fetchPage: FetchPage = askForPage,
): Promise<JobDraft> {
  await asTenant(tenant, requireWriter);
  const { giveBack } = await limitRunStart(tenant);
  const operation = { key: `capture:${crypto.randomUUID()}`, items: { runs: 1 }, ttlSeconds: 60 };
  let begun = false;
  try {
    return await withReservation(tenant, operation, () => {
      begun = true;
      return draftOf(url, fetchPage);
    });
  } catch (error) {
    // Refused for want of room, it was no start.
    if (!begun) await giveBack();
    throw error;
  }
}

async function draftOf(url: string, fetchPage: FetchPage): Promise<JobDraft> {
  const page = await fetched(url, fetchPage);
  const refusal = pageRefusal(page);
  if (refusal) throw wrongUrl(refusal);
  const posting = capture(parsePage(pageText(page)), page.url);
  if (posting.title === undefined) throw wrongUrl(refusalWords.nothing);
  return {
    title: posting.title,
    company: posting.company ?? null,
    location: posting.location ?? null,
    workMode: posting.workMode ?? null,
    salaryText: posting.salaryText ?? null,
    description: posting.description ?? null,
    source: posting.source ?? null,
    url: posting.url ?? url,
    closesOn: posting.closesOn ?? null,
  };
}

async function fetched(url: string, fetchPage: FetchPage): Promise<GuardedResponse> {
  try {
    return await fetchPage(url);
  } catch (error) {
    if (!(error instanceof FetchRefusedError)) throw error;
    logger.info({ reason: error.reason }, 'a posting could not be fetched');
    throw wrongUrl(refusalWords[error.reason]);
  }
}

function askForPage(url: string): Promise<GuardedResponse> {
  return guardedFetch(url, {
    headers: { accept: 'text/html,application/xhtml+xml', 'accept-language': 'en,*;q=0.5' },
    bytesMax: 3 * 1024 * 1024,
    timeoutMs: 15_000,
    redirectsMax: 5,
  });
}

function wrongUrl(message: string) {
  return problems.invalid(message, [{ path: 'url', message }]);
}
