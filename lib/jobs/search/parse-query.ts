import { fieldQuery, isField } from './field-query';
import type { JobQuery, QueryProblem } from './query';
import { readTokens, type Token } from './read-tokens';

/** How many words, phrases and fields of one question are asked for; brackets may stand in each other so deep. */
export const TERMS_MAX = 30;
const DEPTH_MAX = 20;
const PROBLEMS_MAX = 10;

/** A question as it was understood: `query` null asks for nothing. Problems are told from its beginning on. */
export type ParsedQuery = { query: JobQuery | null; problems: QueryProblem[] };

/**
 * Reads a question: words, "exact phrases", -not, OR, brackets, and fields such as company:acme, salary:>80k or
 * saved:<2026-01-01. Side by side means all of them. Never throws: what cannot be understood is left out and told as a
 * problem, so that an unfinished question finds what there is of it.
 */
export function parseQuery(text: string): ParsedQuery {
  const reader: Reader = { tokens: readTokens(text), next: 0, terms: 0, problems: [], end: text.length };
  const query = readAny(reader, 0);
  return { query, problems: reader.problems.toSorted((a, b) => a.at - b.at) };
}

type Reader = { tokens: Token[]; next: number; terms: number; problems: QueryProblem[]; end: number };

/** Alternatives between OR, up to the bracket that closes them. */
function readAny(reader: Reader, depth: number): JobQuery | null {
  const alternatives: JobQuery[] = [];
  let or: Token | undefined;
  for (;;) {
    const part = readAll(reader, depth);
    if (part) alternatives.push(part);
    else if (or) tell(reader, or.at, 'OR needs something on both sides.');
    const token = reader.tokens[reader.next];
    if (token?.kind !== 'or') break;
    if (!part && !or) tell(reader, token.at, 'OR needs something on both sides.');
    or = token;
    reader.next += 1;
  }
  return joined('any', alternatives);
}

/** What stands side by side, up to an OR or the bracket that closes it. */
function readAll(reader: Reader, depth: number): JobQuery | null {
  const parts: JobQuery[] = [];
  for (let token = reader.tokens[reader.next]; token; token = reader.tokens[reader.next]) {
    if (token.kind === 'or' || (token.kind === 'close' && depth > 0)) break;
    const part = readOne(reader, depth);
    if (part) parts.push(part);
  }
  return joined('all', parts);
}

function readOne(reader: Reader, depth: number): JobQuery | null {
  let isNegated = false;
  let token = reader.tokens[reader.next];
  const first = token;
  for (; token?.kind === 'not'; token = reader.tokens[reader.next]) {
    isNegated = !isNegated;
    reader.next += 1;
  }
  if (!token || token.kind === 'or' || (token.kind === 'close' && first?.kind === 'not')) {
    if (first?.kind === 'not') tell(reader, first.at, 'Nothing stands behind this “not”.');
    return null;
  }
  reader.next += 1;
  const part = partOf(reader, token, depth);
  return part && isNegated ? negated(part) : part;
}

function partOf(reader: Reader, token: Token, depth: number): JobQuery | null {
  if (token.kind === 'open') return readGroup(reader, token.at, depth);
  if (token.kind === 'close') {
    tell(reader, token.at, 'This bracket closes nothing.');
    return null;
  }
  if (token.kind === 'not' || token.kind === 'or') return null;
  reader.terms += 1;
  if (reader.terms > TERMS_MAX) {
    if (reader.terms === TERMS_MAX + 1)
      tell(reader, token.at, `Only ${TERMS_MAX} words and fields are asked for at once.`);
    return null;
  }
  if (token.kind !== 'word' && !token.closed) tell(reader, token.at, 'A closing quotation mark is missing.');
  if (token.kind === 'word') return { kind: 'text', scope: 'any', words: token.text, exact: false };
  if (token.kind === 'phrase')
    return token.text.trim() === ''
      ? null
      : { kind: 'text', scope: 'any', words: token.text.trim(), exact: true };
  if (!isField(token.name)) {
    tell(reader, token.at, `There is no field “${token.name}”.`);
    const words = token.quoted ? `${token.name} ${token.value}`.trim() : `${token.name}:${token.value}`;
    return { kind: 'text', scope: 'any', words, exact: token.quoted };
  }
  const field = fieldQuery(token.name, token.value, token.quoted);
  if ('problem' in field) {
    tell(reader, token.at, field.problem);
    return null;
  }
  return field.query;
}

function readGroup(reader: Reader, at: number, depth: number): JobQuery | null {
  if (depth >= DEPTH_MAX) {
    tell(reader, at, 'Brackets stand too deep in each other here.');
    return null;
  }
  const inside = readAny(reader, depth + 1);
  if (reader.tokens[reader.next]?.kind === 'close') reader.next += 1;
  else tell(reader, at, 'This bracket is never closed.');
  return inside;
}

// One of one is itself, and what is joined alike is one list: each question has one form.
function joined(kind: 'all' | 'any', parts: JobQuery[]): JobQuery | null {
  const [only, ...others] = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  if (!only) return null;
  return others.length === 0 ? only : { kind, of: [only, ...others] };
}

function negated(part: JobQuery): JobQuery {
  return part.kind === 'not' ? part.of : { kind: 'not', of: part };
}

// Of one place one problem is enough, and nobody reads more than a few.
function tell({ problems }: Reader, at: number, message: string): void {
  if (problems.length < PROBLEMS_MAX && !problems.some((told) => told.at === at))
    problems.push({ at, message });
}
