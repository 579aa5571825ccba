import type { Salary, SalaryInterval } from '../schema';
import { currencyOf, currencyPattern, minorDigits } from './currencies';
import { intervalIn } from './interval-in';
import { numberPattern, parseNumber } from './parse-number';

/**
 * The pay that a posting's words tell: `$120k–$150k`, `€55.000 - 65.000 pro Jahr`, `£45/hr`, `up to 80k EUR`,
 * `₹12-18 LPA`. The first amount that has a currency beside it counts; a bonus or equity does not. A lone `$` is USD.
 * @returns null where a guess would be needed: no currency or one that the sign leaves open, no interval for an amount
 * that is not plainly a year's, an upper end below the lower one, nothing but zero
 */
export function parseSalary(text: string): Salary | null {
  for (const match of text.normalize('NFKC').matchAll(amounts)) {
    const found = match.groups ?? {};
    const before = match.input.slice(Math.max(0, match.index - 30), match.index);
    const after = match.input.slice(match.index + match[0].length);
    const currency = currencyOf(namesOf(found));
    if (currency === null || isExtra(before, after)) continue;
    return salaryOf(found, currency, before, after);
  }
  return null;
}

const number = (name: string) => `(?<${name}>${numberPattern})`;
const multiple = (name: string) =>
  `(?:\\s?(?<${name}>k|tsd\\.?|lpa|lakhs?|lacs?|crores?|cr|mio\\.?|m)(?!\\p{L}))?`;
const currency = (name: string) => `(?<${name}>${currencyPattern})?`;
const per = String.raw`(?:\s*(?:/|per|an|a|pro|par)\s*\p{L}+\.?)?`;
const amounts = new RegExp(
  [
    `(?<![\\p{L}\\d])${currency('c1')}\\s*(?<![\\d.,])${number('low')}${multiple('m1')}\\s*${currency('c2')}`,
    String.raw`(?<plus>(?<=\S)\+)?`,
    `(?:${per}\\s*(?:-|–|—|−|~|to|bis|and|und|à|a|до)\\s*${currency('c3')}\\s*${number('high')}${multiple('m2')}`,
    `\\s*${currency('c4')})?`,
  ].join(''),
  'giu',
);

type Found = Record<string, string | undefined>;

function namesOf({ c1, c2, c3, c4 }: Found): string[] {
  return [c1, c2, c3, c4].filter((name) => name !== undefined);
}

function isExtra(before: string, after: string): boolean {
  return (
    /(?:bonus|equity|stock|options|relocation|sign[- ]?on|referral)[^.;,]{0,6}$/i.test(before) ||
    /^\s*(?:in |of |as a |annual |yearly )?(?:bonus|equity|stock|options|relocation|sign[- ]?on|referral)/i.test(
      after,
    )
  );
}

function salaryOf(found: Found, currency: string, before: string, after: string): Salary | null {
  const { low = '', high, m1, m2 } = found;
  const first = parseNumber(low);
  const second = high === undefined ? null : parseNumber(high);
  // "120-150k" means both, "900-1.2k" does not.
  const shared = m1 ?? (second !== null && first <= second ? m2 : undefined);
  const amounts = [first * timesOf(shared), second === null ? null : second * timesOf(m2)] as const;
  const interval =
    intervalIn(before, after, `${m1 ?? ''} ${m2 ?? ''}`) ?? plainlyYearly(amounts[0], currency);
  if (interval === null) return null;
  const range = rangeOf(amounts, before, after, found.plus !== undefined);
  return inMinorUnits(range, currency, interval);
}

type Range = { min: number | null; max: number | null };

function rangeOf(
  [first, second]: readonly [number, number | null],
  before: string,
  after: string,
  plus: boolean,
): Range {
  if (second !== null) return { min: first, max: second };
  if (upTo.test(before)) return { min: null, max: first };
  if (plus || from.test(before) || /^\s*(?:and up|or more|upwards)/i.test(after))
    return { min: first, max: null };
  return { min: first, max: first };
}

const upTo =
  /(?<!\p{L})(?:up to|upto|max(?:imum)?\.?|under|below|bis(?: zu)?|jusqu['’]?[àa]|hasta|fino a|tot|do|<)\s*:?\s*$/iu;
const from =
  /(?<!\p{L})(?:from|starting (?:at|from)|starts at|min(?:imum)?\.?|at least|over|above|ab|à partir de|dès|desde|da|vanaf|od|>)\s*:?\s*$/iu;

function timesOf(multiple: string | undefined): number {
  if (multiple === undefined) return 1;
  if (/^(?:k|tsd)/i.test(multiple)) return 1_000;
  if (/^(?:lpa|la)/i.test(multiple)) return 100_000;
  return /^cr/i.test(multiple) ? 10_000_000 : 1_000_000;
}

// Where pay is told by the year unless it says otherwise. In Poland or Sweden, say, it is told by the month.
const toldByYear = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD']);

function plainlyYearly(amount: number, currency: string): SalaryInterval | null {
  return toldByYear.has(currency) && amount >= 10_000 ? 'year' : null;
}

function inMinorUnits({ min, max }: Range, currency: string, interval: SalaryInterval): Salary | null {
  const unit = 10 ** minorDigits(currency);
  const [low, high] = [min, max].map((amount) => (amount === null ? null : Math.round(amount * unit)));
  if (low === undefined || high === undefined || ((low ?? 0) === 0 && (high ?? 0) === 0)) return null;
  if (low !== null && high !== null && low > high) return null;
  if ((high ?? low ?? 0) > largest) return null;
  return { min: low, max: high, currency, interval };
}

const largest = 1_000_000_000_000;
