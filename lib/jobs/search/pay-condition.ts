import { Prisma } from '@/lib/db';
import type { JobQuery } from './query';

/**
 * Whether the pay of a job `j` reaches into a range: its upper end is not below it, and its lower end not above. Amounts are for a
 * year (52 weeks of five days of eight hours) and are not converted: 80k is 80,000 of whatever the job is paid in, unless
 * a currency is named.
 */
export function payCondition({ from, to, currency }: Extract<JobQuery, { kind: 'pay' }>): Prisma.Sql {
  const ends = [
    from &&
      Prisma.sql`${yearly(Prisma.sql`coalesce(j.salary_max, j.salary_min)`)} ${from.open ? Prisma.sql`>` : Prisma.sql`>=`} ${from.amount}::numeric`,
    to &&
      Prisma.sql`${yearly(Prisma.sql`coalesce(j.salary_min, j.salary_max)`)} ${to.open ? Prisma.sql`<` : Prisma.sql`<=`} ${to.amount}::numeric`,
    currency === null ? null : Prisma.sql`j.salary_currency = ${currency}`,
  ];
  return Prisma.join(
    ends.filter((end) => end !== null),
    ' and ',
    '(',
    ')',
  );
}

function yearly(minorUnits: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${minorUnits}::numeric * case j.salary_interval
    when 'year' then 1 when 'month' then 12 when 'week' then 52 when 'day' then 260 when 'hour' then 2080 end
    / case when j.salary_currency = any(${withoutCents}) then 1 when j.salary_currency = any(${withMills}) then 1000 else 100 end)`;
}

// ISO 4217: yen have no cents, dinars have a thousand parts.
const withoutCents = 'BIF,CLP,DJF,GNF,ISK,JPY,KMF,KRW,PYG,RWF,UGX,UYI,VND,VUV,XAF,XOF,XPF'.split(',');
const withMills = 'BHD,IQD,JOD,KWD,LYD,OMR,TND'.split(',');
