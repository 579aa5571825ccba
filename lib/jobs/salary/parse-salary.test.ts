import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { salaryWords } from '@/components/jobs/salary-words';
import { type Salary, salaryIntervals } from '../schema';
import { parseSalary } from './parse-salary';

const yearly = (currency: string, min: number | null, max: number | null): Salary => ({
  min: min === null ? null : min * 100,
  max: max === null ? null : max * 100,
  currency,
  interval: 'year',
});
const per = (interval: Salary['interval'], currency: string, min: number | null, max: number | null) => ({
  ...yearly(currency, min, max),
  interval,
});

describe('pay is read from', () => {
  test.each<[string, Salary]>([
    ['$120k–$150k', yearly('USD', 120_000, 150_000)],
    ['$120-150k', yearly('USD', 120_000, 150_000)],
    ['$100K/yr - $130K/yr', yearly('USD', 100_000, 130_000)],
    ['$100,000.00 - $130,000.00/yr', yearly('USD', 100_000, 130_000)],
    ['USD 120,000–150,000 a year', yearly('USD', 120_000, 150_000)],
    ['120,000 - 150,000 USD', yearly('USD', 120_000, 150_000)],
    ['usd 100k', yearly('USD', 100_000, 100_000)],
    ['US$ 80,000+', yearly('USD', 80_000, null)],
    ['$120,000 CAD', yearly('CAD', 120_000, 120_000)],
    ['A$120,000 package', yearly('AUD', 120_000, 120_000)],
    ['Up to $1.2M', yearly('USD', null, 1_200_000)],
    ['$150k + 401k + bonus', yearly('USD', 150_000, 150_000)],
    ['Sign-on bonus $10,000; base $150k', yearly('USD', 150_000, 150_000)],
    ['$10,000 sign-on bonus, $150,000 base', yearly('USD', 150_000, 150_000)],
    ['€55.000 - 65.000 pro Jahr', yearly('EUR', 55_000, 65_000)],
    ['60.000,00 EUR bis 70.000,00 EUR jährlich', yearly('EUR', 60_000, 70_000)],
    ['from 60.000 € p.a.', yearly('EUR', 60_000, null)],
    ['ab 60.000 €', yearly('EUR', 60_000, null)],
    ['90k-110k €', yearly('EUR', 90_000, 110_000)],
    ['up to 80k EUR', yearly('EUR', null, 80_000)],
    ['salary of 60000 euros', yearly('EUR', 60_000, 60_000)],
    ['40 000 € à 45 000 € par an', yearly('EUR', 40_000, 45_000)],
    ['between £40,000 and £50,000 per annum', yearly('GBP', 40_000, 50_000)],
    ['Hourly contract, €60,000 a year', yearly('EUR', 60_000, 60_000)],
    ['CHF 100’000 – 120’000', yearly('CHF', 100_000, 120_000)],
    ['₹12-18 LPA', yearly('INR', 1_200_000, 1_800_000)],
    ['₹12,00,000 - ₹18,00,000 PA', yearly('INR', 1_200_000, 1_800_000)],
    ["CHF 8'000 monthly", per('month', 'CHF', 8_000, 8_000)],
    ['50 000 – 60 000 zł brutto / miesiąc', per('month', 'PLN', 50_000, 60_000)],
    ['SEK 45 000/mån', per('month', 'SEK', 45_000, 45_000)],
    ['R$ 8.000 por mês', per('month', 'BRL', 8_000, 8_000)],
    ['€ 3.200 - € 4.500 bruto per maand', per('month', 'EUR', 3_200, 4_500)],
    ['€1,200 a week', per('week', 'EUR', 1_200, 1_200)],
    ['Day rate: £500', per('day', 'GBP', 500, 500)],
    ['£45/hr', per('hour', 'GBP', 45, 45)],
    ['$50/hr - $60/hr', per('hour', 'USD', 50, 60)],
    ['$20 an hour', per('hour', 'USD', 20, 20)],
    ['$55.50 - $60.25 per hour', per('hour', 'USD', 55.5, 60.25)],
    ['40 hours a week, $30 an hour', per('hour', 'USD', 30, 30)],
    ['45 € brut/heure', per('hour', 'EUR', 45, 45)],
  ])('%s', (words, salary) => {
    expect(parseSalary(words)).toEqual(salary);
  });

  test('a currency without minor units, which are its units', () => {
    expect(parseSalary('JPY 5,000,000 - 7,000,000 a year')).toEqual({
      min: 5_000_000,
      max: 7_000_000,
      currency: 'JPY',
      interval: 'year',
    });
  });
});

describe('nothing is guessed from', () => {
  test.each([
    '',
    'Competitive',
    '120,000',
    '100k-120k',
    'kr 50.000 a month',
    '¥300,000 a month',
    'Rs 50,000 a month',
    '$45',
    'PLN 18 000 - 24 000',
    '$150,000 - $120,000',
    '$0 a year',
    '€60k - $65k',
    '$10,000 sign-on bonus',
    '$99999999999999 a year',
    '401k',
  ])('%s', (words) => {
    expect(parseSalary(words)).toBeNull();
  });
});

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'INR', 'PLN', 'SEK', 'BRL', 'KRW', 'ILS'];
const amount = fc.integer({ min: 1, max: 99_999_999_999 });
const anySalary = fc
  .record({
    ends: fc.tuple(amount, amount).map(([a, b]) => (a <= b ? [a, b] : [b, a])),
    open: fc.constantFrom('low', 'high', 'none'),
    currency: fc.constantFrom(...currencies),
    interval: fc.constantFrom(...salaryIntervals),
  })
  .map(({ ends: [low = 0, high = 0], open, currency, interval }) => ({
    min: open === 'low' ? null : low,
    max: open === 'high' ? null : high,
    currency,
    interval,
  }));

test('what we write is what we read', () => {
  fc.assert(
    fc.property(anySalary, (salary) => {
      expect(parseSalary(salaryWords(salary))).toEqual(salary);
    }),
  );
});

test('an amount is read the same in the way of every country', () => {
  const locales = ['en-US', 'de-DE', 'de-CH', 'de-AT', 'fr-FR', 'en-IN', 'pl-PL', 'sv-SE', 'es-ES', 'it-IT'];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom(...locales), (cents, locale) => {
      const money = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: 'EUR',
        currencyDisplay: 'code',
      });
      expect(parseSalary(`${money.format(cents / 100)} a month`)).toMatchObject({ min: cents, max: cents });
    }),
  );
});

test('no text at all makes it fail', () => {
  const pieces = fc.constantFrom(
    '$',
    '€',
    '1',
    '000',
    ',',
    '.',
    ' ',
    '-',
    'k',
    'up to',
    '/hr',
    'a year',
    'x',
    '+',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join('')),
      ),
      (words) => {
        const salary = parseSalary(words);
        if (salary?.min != null && salary.max != null) expect(salary.min).toBeLessThanOrEqual(salary.max);
      },
    ),
  );
});
