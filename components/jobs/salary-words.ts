import type { Salary, SalaryInterval } from '@/lib/jobs/schema';

/** Pay as people say it: `$120,000 – $150,000 a year`, `From £45 an hour`, `Up to CHF 8,000 a month`. */
export function salaryWords({ min, max, currency, interval }: Salary): string {
  const money = moneyWords(currency);
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
  const whole = new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 0 });
  const unit = 10 ** (exact.resolvedOptions().maximumFractionDigits ?? 2);
  return (minorUnits) => (minorUnits % unit === 0 ? whole : exact).format(minorUnits / unit);
}
