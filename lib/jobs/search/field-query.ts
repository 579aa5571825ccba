import { type JobStatus, jobStatuses, type WorkMode, workModes } from '../statuses';
import { type DayField, dayFields, type JobQuery, type PayEnd, type TextScope, textScopes } from './query';

/** What a field and its value ask for, or why they ask for nothing. */
type FieldQuery = { query: JobQuery } | { problem: string };

/** Whether a question can have this field. */
export function isField(name: string): boolean {
  const known = name.toLowerCase();
  return Object.hasOwn(aliases, known) || isTextField(known) || isDayField(known) || otherFields.has(known);
}

/** Reads the value of a field that {@link isField} knows. Capitals do not matter. */
export function fieldQuery(given: string, value: string, quoted: boolean): FieldQuery {
  const lower = given.toLowerCase();
  const name = aliases[lower] ?? lower;
  const text = value.trim();
  if (text === '') return { problem: `What should ${name} be? Write it right behind the colon.` };
  if (isTextField(name)) return { query: { kind: 'text', scope: name, words: text, exact: quoted } };
  if (isDayField(name)) return dayQuery(name, text);
  if (name === 'salary') return payQuery(text);
  if (name === 'source') return { query: { kind: 'source', value: text } };
  return name === 'status' ? statusQuery(text) : modeQuery(text);
}

const aliases: Readonly<Record<string, string>> = {
  in: 'location',
  place: 'location',
  pay: 'salary',
  work: 'mode',
  is: 'status',
  deadline: 'closes',
};

const otherFields = new Set(['salary', 'source', 'status', 'mode']);

function isTextField(name: string): name is Exclude<TextScope, 'any'> {
  return name !== 'any' && textScopes.some((scope) => scope === name);
}

function isDayField(name: string): name is DayField {
  return dayFields.some((field) => field === name);
}

function statusQuery(text: string): FieldQuery {
  const named = text.toLowerCase().split(',').filter(Boolean);
  const values = jobStatuses.filter((status) => named.includes(status));
  const isKnown = named.length > 0 && named.every((name) => jobStatuses.some((status) => status === name));
  if (!isKnown) return { problem: `A status is one of ${listed(jobStatuses)}.` };
  return { query: { kind: 'status', values: values satisfies JobStatus[] } };
}

function modeQuery(text: string): FieldQuery {
  const named = text.toLowerCase().replaceAll('on-site', 'onsite').split(',').filter(Boolean);
  const values = workModes.filter((mode) => named.includes(mode));
  const isKnown = named.length > 0 && named.every((name) => workModes.some((mode) => mode === name));
  if (!isKnown) return { problem: `Work is ${listed(workModes)}.` };
  return { query: { kind: 'mode', values: values satisfies WorkMode[] } };
}

// The words of a list, with "or" before the last.
function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Above this nothing is paid; the database keeps less. */
const AMOUNT_MAX = 10_000_000_000;

function payQuery(text: string): FieldQuery {
  const problem = 'Pay is an amount for a year, such as >80k, 60k..90k or <50000EUR.';
  const [, rest = '', currency = null] = /^(.*?)([a-z]{3})?$/i.exec(text) ?? [];
  const range = /^(\d[^.]*(?:\.\d+[km]?)?)?\.\.(\d.*)?$/i.exec(rest);
  const compared = /^(>=|<=|>|<|=)?(\d.*)$/.exec(rest);
  const ends = range ? rangeEnds(range[1], range[2]) : compared && comparedEnds(compared[1], compared[2]);
  if (!ends || (!ends.from && !ends.to)) return { problem };
  if (ends.from && ends.to && ends.from.amount > ends.to.amount)
    return { problem: 'The upper end of the pay is below the lower one.' };
  return { query: { kind: 'pay', ...ends, currency: currency?.toUpperCase() ?? null } };
}

type PayEnds = { from: PayEnd | null; to: PayEnd | null };

function rangeEnds(low: string | undefined, high: string | undefined): PayEnds | null {
  const [from, to] = [low === undefined ? null : amountOf(low), high === undefined ? null : amountOf(high)];
  if (from === undefined || to === undefined) return null;
  return {
    from: from === null ? null : { amount: from, open: false },
    to: to === null ? null : { amount: to, open: false },
  };
}

function comparedEnds(sign: string | undefined, text = ''): PayEnds | null {
  const amount = amountOf(text);
  if (amount === undefined) return null;
  const end = { amount, open: sign === '>' || sign === '<' };
  if (sign === '<' || sign === '<=') return { from: null, to: end };
  return { from: end, to: sign === '>' || sign === '>=' ? null : end };
}

/** Whole units: 80k, 1.5m, 80,000 and 80_000 are numbers, too. */
function amountOf(text: string): number | undefined {
  const match = /^(\d+(?:[,_]\d{3})*)(?:\.(\d{1,6}))?([km])?$/i.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', unit = ''] = match;
  const factor = { '': 1, k: 1000, m: 1_000_000 }[unit.toLowerCase()] ?? 1;
  const amount = Math.round(Number(`${whole.replace(/[,_]/g, '')}.${fraction || '0'}`) * factor);
  return amount <= AMOUNT_MAX ? amount : undefined;
}

function dayQuery(field: DayField, text: string): FieldQuery {
  const problem =
    'A day is written 2026-01-31, a month 2026-01 and a year 2026; <2026-02 is before, 2026-01..2026-03 from and to.';
  const range = /^([^.]*)\.\.([^.]*)$/.exec(text);
  if (range) {
    const [from, to] = [range[1] ? spanOf(range[1]) : null, range[2] ? spanOf(range[2]) : null];
    if (from === undefined || to === undefined || (!from && !to)) return { problem };
    if (from && to && from.first >= to.next) return { problem: 'The last day is before the first one.' };
    return { query: { kind: 'day', field, from: from?.first ?? null, before: to?.next ?? null } };
  }
  const [, sign = '', rest = ''] = /^(>=|<=|>|<|=)?(.*)$/.exec(text) ?? [];
  const span = spanOf(rest);
  if (!span) return { problem };
  const ends: Record<string, { from: string | null; before: string | null }> = {
    '>': { from: span.next, before: null },
    '>=': { from: span.first, before: null },
    '<': { from: null, before: span.first },
    '<=': { from: null, before: span.next },
  };
  return { query: { kind: 'day', field, ...(ends[sign] ?? { from: span.first, before: span.next }) } };
}

/** The first day of a day, month or year, and the first one behind it. Undefined for what is none of them. */
function spanOf(text: string): { first: string; next: string } | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month, day] = match;
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const date = new Date(`${first}T00:00:00Z`);
  // 30 February would become a day of March.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== first) return undefined;
  if (day !== undefined) date.setUTCDate(date.getUTCDate() + 1);
  else if (month !== undefined) date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  const next = date.toISOString().slice(0, 10);
  // Behind the year 9999 and before the year 1 there is no day of four digits.
  return date.getUTCFullYear() > 9999 || Number(year) === 0 ? undefined : { first, next };
}
