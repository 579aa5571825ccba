import type { TenantContext, Transaction } from '@/lib/db';
import { hasFeature, requireFeature } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import { compileQuery } from './compile-query';
import { parseQuery } from './parse-query';
import { hasOperators, plainWords } from './plain-words';
import type { JobQuery, QueryProblem } from './query';

/**
 * How a question is read: `words` is for everybody and takes operators for the words in them; `advanced` needs the
 * feature where operators are used; `offered` is `advanced` for who has the feature and `words` for others.
 */
export type SearchMode = 'words' | 'advanced' | 'offered';

/** What is looked for: `query` null where nothing is. `ignored` tells that operators were taken for words for want of the feature. */
export type JobSearch = { query: JobQuery | null; problems: QueryProblem[]; ignored: boolean };

/**
 * Reads what somebody looks for, as far as their plan goes.
 * @throws ProblemError 403 `plan_upgrade_required` for operators in mode `advanced`, and 422 for what it cannot understand
 */
export async function readSearch(tenant: TenantContext, text: string, mode: SearchMode): Promise<JobSearch> {
  // What the database could not even compare is in no text.
  const { query, problems: found } = parseQuery(text.replaceAll('\u0000', ' ').toWellFormed());
  const needsFeature = query !== null && hasOperators(query);
  if (mode === 'advanced') {
    if (needsFeature) await requireFeature(tenant, 'advanced_search');
    if (found.length > 0) throw problems.invalid('The question could not be understood.', found.map(issueOf));
    return { query, problems: [], ignored: false };
  }
  if (
    mode === 'offered' &&
    (needsFeature || found.length > 0) &&
    (await hasFeature(tenant, 'advanced_search'))
  )
    return { query, problems: found, ignored: false };
  if (!needsFeature) return { query, problems: [], ignored: false };
  return { query: wordsQuery(plainWords(query)), problems: [], ignored: mode === 'offered' };
}

/** What to tell somebody beside what was found: whether their plan has operators, and what of a question was not understood. */
export type SearchHints = Pick<JobSearch, 'problems' | 'ignored'> & { advanced: boolean };

/** See {@link SearchHints}. */
export async function searchHints(tenant: TenantContext, text: string): Promise<SearchHints> {
  const [{ problems: found, ignored }, advanced] = await Promise.all([
    readSearch(tenant, text, 'offered'),
    hasFeature(tenant, 'advanced_search'),
  ]);
  return { problems: found, ignored, advanced };
}

/**
 * The jobs that a question finds, best first and of equals the latest; without a question none.
 * @param tx a transaction of the tenant
 */
export async function searchJobIds(
  tx: Transaction,
  tenant: TenantContext,
  { query }: Pick<JobSearch, 'query'>,
  limit: number,
): Promise<{ id: string; rank: number }[]> {
  if (!query) return [];
  return tx.$queryRaw`
    select id, rank from ${compileQuery(tenant, query)} found order by rank desc, id desc limit ${limit}`;
}

function wordsQuery(words: readonly string[]): JobQuery | null {
  const of = words.map((word): JobQuery => ({ kind: 'text', scope: 'any', words: word, exact: false }));
  const [only] = of;
  if (!only) return null;
  return of.length === 1 ? only : { kind: 'all', of };
}

function issueOf({ at, message }: QueryProblem) {
  return { path: 'q', message: `At character ${at + 1}: ${message}` };
}
