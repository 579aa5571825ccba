import { problems, textResponse } from '@/lib/http';
import { limitFailures } from '@/lib/rate-limits';
import { readCalendar } from './read-calendar';

/**
 * Answers a calendar program: the file, or 304 when it has this one. Programs of many people come from the same addresses, so
 * that only wrong secrets are counted by address, like wrong keys.
 * @throws ProblemError 404 for an address that is none, or of whoever may not be there any more; 429 for who guesses
 */
export async function serveCalendar(token: string, headers: Headers): Promise<Response> {
  const calendar = await limitFailures(
    'wrong-key',
    { headers, account: null },
    () => readCalendar(token),
    (found) => found === null,
  );
  if (!calendar) throw problems.notFound();
  const isKnown = etagsIn(headers.get('if-none-match')).includes(calendar.etag);
  const response = isKnown
    ? new Response(null, { status: 304 })
    : textResponse(calendar.body, 200, 'text/calendar; charset=utf-8');
  response.headers.set('etag', calendar.etag);
  // Kept by the one program that asks, and asked for again each time.
  response.headers.set('cache-control', 'private, no-cache');
  return response;
}

// A proxy that compresses calls what it sends a weak likeness, which is as good for a question of sameness.
function etagsIn(header: string | null): string[] {
  return (header ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
}
