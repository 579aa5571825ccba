import { TERMS_MAX } from './parse-query';
import type { JobQuery } from './query';

/**
 * The words of a question that somebody reads who knows no operators: those that it wants, of fields of text too. What
 * it does not want, and what is no text, is left out.
 */
export function plainWords(query: JobQuery): string[] {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.of.flatMap(plainWords).slice(0, TERMS_MAX);
    case 'text':
      return query.words.split(/\s+/u).filter(Boolean);
    default:
      return [];
  }
}

/** Whether a question is more than words side by side: what `advanced_search` is for. */
export function hasOperators(query: JobQuery): boolean {
  if (query.kind === 'all') return query.of.some(hasOperators);
  return query.kind !== 'text' || query.scope !== 'any' || query.exact;
}
