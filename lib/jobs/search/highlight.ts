import { foldedWords } from './folded-words';
import { isSlip } from './is-slip';
import { parseQuery } from './parse-query';
import type { JobQuery } from './query';

/** Where a text is marked: `from` up to but without `to`. */
export type Mark = { from: number; to: number };

/** Which text of a job is marked. */
export type MarkedField = 'title' | 'company' | 'location';

/**
 * Finds in short texts what a question found them by: its words and their beginnings, in other forms, in two words for one,
 * and, where nothing of that is there, in spite of slips. Read the question once and mark many texts with it.
 */
export function highlighter(question: string): (text: string, field: MarkedField) => Mark[] {
  const { query } = parseQuery(question);
  const wanted = query ? wantedIn(query) : [];
  if (wanted.length === 0) return () => [];
  return (text, field) => {
    const words = foldedWords(text);
    const marks = wanted
      .filter(({ scope }) => scope === 'any' || scope === field)
      .flatMap(({ word }) => {
        const exact = words.filter((each) => isForm(word, each.word));
        if (exact.length > 0) return exact;
        const pairs = words.slice(1).flatMap((each, index) => {
          const first = words[index];
          return first && `${first.word}${each.word}`.startsWith(word) && word.length > first.word.length
            ? [{ from: first.from, to: each.to }]
            : [];
        });
        return pairs.length > 0 ? pairs : words.filter((each) => isSlip(word, each.word));
      });
    return joined(marks);
  };
}

type Wanted = { word: string; scope: string };

function wantedIn(query: JobQuery): Wanted[] {
  if (query.kind === 'all' || query.kind === 'any') return query.of.flatMap(wantedIn);
  if (query.kind !== 'text') return [];
  return foldedWords(query.words).map(({ word }) => ({ word, scope: query.scope }));
}

/** Whether a word of a text is the wanted one, begins with it, or differs only by an ending. */
function isForm(wanted: string, word: string): boolean {
  if (word.startsWith(wanted)) return true;
  const stem = wanted.replace(/(?:ing|ers?|ed|es|s)$/, '');
  return stem.length >= 4 && word.startsWith(stem) && word.length - stem.length <= 5;
}

/** Marks in the order of the text, those that touch or overlap as one. */
function joined(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const { from, to } of marks.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}
