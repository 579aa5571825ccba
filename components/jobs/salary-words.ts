import type { Salary, SalaryInterval } from '@/lib/jobs/schema';

/** Pay as people say it: `$120,000 – $150,000 a year`, `From £45 an hour`, `Up to CHF 8,000 a month`. */
export function salaryWords(salary: Salary): string {
  return inWords(salary, moneyWords(salary.currency));
}

/** The same where there is little room: `$120K – $150K a year`. What would not be exact that way is told in full. */
export function shortSalaryWords(salary: Salary): string {
  const unit = unitOf(salary.currency);
  const ends = [salary.min, salary.max].filter((end) => end !== null).map((end) => end / unit);
  if (!ends.every(isShortExactly)) return salaryWords(salary);
  const short = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: salary.currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  return inWords(salary, (minorUnits) => short.format(minorUnits / unit));
}

type Range = Pick<Salary, 'min' | 'max' | 'interval'>;

function inWords({ min, max, interval }: Range, money: (minorUnits: number) => string): string {
  return `${rangeWords(min === null ? null : money(min), max === null ? null : money(max))} ${per[interval]}`;
}

const per: Record<SalaryInterval, string> = {
  year: 'a year',
  month: 'a month',
  week: 'a week',
  day: 'a day',
  hour: 'an hour',
};

function rangeWords(min: string | null, max: string | null): string {
  if (min === null) return `Up to ${max}`;
  if (max === null) return `From ${min}`;
  return min === max ? min : `${min} – ${max}`;
}

function moneyWords(currency: string): (minorUnits: number) => string {
  const exact = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const unit = unitOf(currency);
  const whole = new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 0 });
  return (minorUnits) => (minorUnits % unit === 0 ? whole : exact).format(minorUnits / unit);
}

/** How many minor units make one of a currency. */
function unitOf(currency: string): number {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

// One digit behind the point of thousands or of millions.
function isShortExactly(amount: number): boolean {
  return amount >= 1_000 && amount % (amount < 1_000_000 ? 100 : 100_000) === 0;
}
