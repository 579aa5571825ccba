import { ProblemError } from '@/lib/http';
import { identifyHeaders } from '../authenticate';
import type { CookieWrites } from '../edge/refresh-session';
import { requireAdmin } from '../require-admin';
import { actingRemovals, actingTokenIn, markCookies } from './acting-cookie';
import { actedAs } from './find-acting';

/**
 * Brings what a browser believes about acting as somebody in line with the database: where it acts, its pages are told as
 * whom; where it does not, or not any more, it loses the token.
 * @returns the cookies that do so; and the id of whom an admin has acted as in this session, where that is over
 * @throws ProblemError 503 when it cannot be decided; then nothing is taken away
 */
export async function settleActing(
  headers: Headers,
): Promise<{ writes: CookieWrites; endedFor: string | null }> {
  const acting = await actingIn(headers);
  if (acting) return { writes: markCookies(acting.impersonation), endedFor: null };
  return { writes: actingRemovals(), endedFor: await endedFor(headers) };
}

async function actingIn(headers: Headers) {
  return (await unlessRefused(() => identifyHeaders(headers)))?.acting ?? null;
}

// Told to who still is an admin, and of nothing but what this very session has done.
async function endedFor(headers: Headers): Promise<string | null> {
  const token = actingTokenIn(headers);
  if (token === null) return null;
  const self = await unlessRefused(async () => {
    const { principal } = await identifyHeaders(headers, 'oneself');
    await requireAdmin(principal);
    return principal;
  });
  return self && actedAs(token, self);
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return null;
    throw error;
  }
}
