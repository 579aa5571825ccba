import { minorDigits } from '../../salary/currencies';
import { intervalIn } from '../../salary/interval-in';
import { numberPattern, parseNumber } from '../../salary/parse-number';
import type { Salary } from '../../schema';
import type { RawRow } from './fields';

/** What a row says of pay: a range where its columns give one, and words, of which whoever saves the job reads one. */
export type Pay = { salary: Salary | undefined; salaryText: string | null };

/**
 * The pay of a row, from a column of words, or from columns of numbers with a currency of three letters. Numbers without a
 * currency are no range but words.
 */
export function readPay({ salaryText, salaryMin, salaryMax, salaryCurrency, salaryInterval }: RawRow): Pay {
  const told = salaryText?.trim() || null;
  const words = told ?? ([salaryMin, salaryMax].filter((each) => each?.trim()).join(' – ') || null);
  const currency = salaryCurrency?.trim().toUpperCase() ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) return { salary: undefined, salaryText: words };
  const [first, second] = [readAmount(salaryMin ?? ''), readAmount(salaryMax ?? '')];
  if (first === null && second === null) return { salary: undefined, salaryText: words };
  const minor = (amount: number | null) =>
    amount === null ? null : Math.round(amount * 10 ** minorDigits(currency));
  const [min, max] = first !== null && second !== null && first > second ? [second, first] : [first, second];
  const interval = intervalIn('', salaryInterval ?? '', '') ?? 'year';
  return { salary: { min: minor(min), max: minor(max), currency, interval }, salaryText: told };
}

/** The first number of a text, with `k` for thousands; null where there is none, or one that is no pay. */
export function readAmount(text: string): number | null {
  const [found, digits, thousands] = amount.exec(text) ?? [];
  if (found === undefined || digits === undefined) return null;
  const value = parseNumber(digits) * (thousands ? 1_000 : 1);
  return value <= AMOUNT_MAX ? value : null;
}

const amount = new RegExp(`(${numberPattern})\\s?(k(?!\\p{L}))?`, 'iu');

// Ten billion is the most that a job can have in most currencies.
const AMOUNT_MAX = 1_000_000_000;
