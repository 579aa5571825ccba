/** Which of two numbers the day is, where a date does not tell: `3/4/2026`. */
export type DateOrder = 'dmy' | 'mdy';

/** What a column's dates are: of one order, of either, or none that would depend on it. */
export type DateOrderFound = DateOrder | 'ambiguous' | 'any';

/**
 * The order that the dates of a column are written in, as far as any of them tells: no month has a thirteenth place.
 * `ambiguous` where it has to be asked, also because its dates contradict one another.
 */
export function dateOrderOf(texts: readonly string[]): DateOrderFound {
  const found = { dmy: false, mdy: false, either: false };
  for (const text of texts) {
    const [, first, second] = inEitherOrder.exec(text.trim()) ?? [];
    if (first === undefined || second === undefined || first === second) continue;
    if (Number(first) > 12) found.dmy = true;
    else if (Number(second) > 12) found.mdy = true;
    else found.either = true;
  }
  if (found.dmy !== found.mdy) return found.dmy ? 'dmy' : 'mdy';
  return found.dmy || found.either ? 'ambiguous' : 'any';
}

/**
 * The moment that a date means; a day without a time is its noon in UTC, which is the same day nearly everywhere. Null for
 * what is none: nothing is guessed of a day that does not exist.
 * @param order where the text itself does not tell
 */
export function readDate(text: string, order: DateOrder = 'dmy'): Date | null {
  const given = text.trim();
  const [, year, month, day, time] = iso.exec(given) ?? [];
  if (year && month && day) {
    const date = noonOf(Number(year), Number(month), Number(day));
    return date && time ? momentOf(given, date) : date;
  }
  const [, first, second, years] = inEitherOrder.exec(given) ?? [];
  if (first && second && years) {
    const isMonthFirst = Number(second) > 12 || (Number(first) <= 12 && order === 'mdy');
    return isMonthFirst
      ? noonOf(fullYear(years), Number(first), Number(second))
      : noonOf(fullYear(years), Number(second), Number(first));
  }
  const [, dotDay, dotMonth, dotYear] = dotted.exec(given) ?? [];
  if (dotDay && dotMonth && dotYear) return noonOf(fullYear(dotYear), Number(dotMonth), Number(dotDay));
  return named(given);
}

const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}:\d{2}.*))?$/;
const withTime = String.raw`(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?$`;
const inEitherOrder = new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})${withTime}`, 'i');
// With dots it is the day that comes first, wherever dates are written so.
const dotted = new RegExp(String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})${withTime}`, 'i');
const dayMonthYear = new RegExp(
  String.raw`^(?:\p{L}{2,9},?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+de)?[\s-]+(\p{L}{3,10})\.?(?:\s+de)?,?[\s-]+(\d{4})${withTime}`,
  'iu',
);
const monthDayYear = new RegExp(
  String.raw`^(?:\p{L}{2,9},?\s+)?(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${withTime}`,
  'iu',
);

function named(given: string): Date | null {
  const [, day, month, year] = dayMonthYear.exec(given) ?? [];
  if (day && month && year) return noonOf(Number(year), monthNamed(month), Number(day));
  const [, first, second, third] = monthDayYear.exec(given) ?? [];
  return first && second && third ? noonOf(Number(third), monthNamed(first), Number(second)) : null;
}

/** 1 to 12; 0 for what is no month. By the letters in which the months of our languages differ. */
function monthNamed(name: string): number {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return months.findIndex((beginnings) => beginnings.some((each) => plain.startsWith(each))) + 1;
}

const months = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fev'],
  ['mar', 'maa', 'mrt'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mei', 'mag'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

function momentOf(given: string, day: Date): Date {
  // A time without a zone is read as UTC, or it would depend on the machine.
  const text = given.replace(' ', 'T');
  const moment = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(moment.getTime()) ? day : moment;
}

function noonOf(year: number, month: number, day: number): Date | null {
  if (year < 1970 || year > 2100 || month < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day, 12));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}
