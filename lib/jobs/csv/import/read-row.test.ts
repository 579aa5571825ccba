import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrderOf, readDate } from './read-date';
import { readAmount, readPay } from './read-pay';
import { readRow } from './read-row';
import { readStatus } from './read-status';
import { readWorkMode } from './read-work-mode';

const day = (text: string, order?: 'dmy' | 'mdy') => readDate(text, order)?.toISOString() ?? null;

describe('a date', () => {
  it.each([
    ['2026-03-04', '2026-03-04T12:00:00.000Z'],
    ['2026/3/4', '2026-03-04T12:00:00.000Z'],
    ['2026-03-04T23:30:00+02:00', '2026-03-04T21:30:00.000Z'],
    ['2026-03-04 08:15', '2026-03-04T08:15:00.000Z'],
    ['2026-03-04T08:15:00.000Z', '2026-03-04T08:15:00.000Z'],
    ['4.3.2026', '2026-03-04T12:00:00.000Z'],
    ['04.03.26', '2026-03-04T12:00:00.000Z'],
    ['31/12/2025', '2025-12-31T12:00:00.000Z'],
    ['12/31/2025', '2025-12-31T12:00:00.000Z'],
    ['12/31/2025 4:05 PM', '2025-12-31T12:00:00.000Z'],
    ['March 4, 2026', '2026-03-04T12:00:00.000Z'],
    ['Wed, Mar 4th, 2026', '2026-03-04T12:00:00.000Z'],
    ['4 March 2026', '2026-03-04T12:00:00.000Z'],
    ['4. März 2026', '2026-03-04T12:00:00.000Z'],
    ['4 août 2025', '2025-08-04T12:00:00.000Z'],
    ['4 de marzo de 2026', '2026-03-04T12:00:00.000Z'],
    ['31-Dec-2025', '2025-12-31T12:00:00.000Z'],
  ])('%s is read', (text, iso) => {
    expect(day(text)).toBe(iso);
  });

  it.each([
    '',
    'soon',
    '2026-02-30',
    '31.4.2026',
    '13/13/2026',
    '1/2',
    '2026',
    '4 Foo 2026',
    '0/0/2026',
    '9/9/1950',
  ])('%j is none', (text) => {
    expect(day(text)).toBeNull();
  });

  it('that may be two days is the one that was said', () => {
    expect(day('3/4/2026', 'dmy')).toBe('2026-04-03T12:00:00.000Z');
    expect(day('3/4/2026', 'mdy')).toBe('2026-03-04T12:00:00.000Z');
    // Where only one is a day, it does not matter what was said.
    expect(day('13/4/2026', 'mdy')).toBe('2026-04-13T12:00:00.000Z');
  });

  it('tells the order of its column, or that it has to be asked', () => {
    expect(dateOrderOf(['3/4/2026', '25/4/2026'])).toBe('dmy');
    expect(dateOrderOf(['3/4/2026', '4/25/2026', ''])).toBe('mdy');
    expect(dateOrderOf(['3/4/2026', '1/2/2026'])).toBe('ambiguous');
    expect(dateOrderOf(['25/4/2026', '4/25/2026'])).toBe('ambiguous');
    expect(dateOrderOf(['2026-04-25', '4.3.2026', '4/4/2026', 'soon'])).toBe('any');
  });

  it('is what it was after being written in any of the ways', () => {
    const date = fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (given) => {
        const [year = '', month = '', dayOfMonth = ''] = given.toISOString().slice(0, 10).split('-');
        const noon = `${year}-${month}-${dayOfMonth}T12:00:00.000Z`;
        for (const text of [
          `${year}-${month}-${dayOfMonth}`,
          `${Number(dayOfMonth)}.${Number(month)}.${year}`,
        ])
          expect(day(text)).toBe(noon);
        expect(day(`${dayOfMonth}/${month}/${year}`, 'dmy')).toBe(noon);
        expect(day(`${month}/${dayOfMonth}/${year}`, 'mdy')).toBe(noon);
      }),
    );
  });

  it('never fails, whatever is read', () => {
    fc.assert(fc.property(fc.string(), (text) => readDate(text) === null || readDate(text) instanceof Date));
  });
});

describe('a status', () => {
  it.each([
    ['Bookmarked', 'saved'],
    ['Wishlist ⭐', 'saved'],
    ['', 'saved'],
    ['APPLIED', 'applied'],
    ['Application sent', 'applied'],
    ['Phone Screen', 'interviewing'],
    ['Vorstellungsgespräch', 'interviewing'],
    ['Negotiating', 'offer'],
    ['Not Selected', 'rejected'],
    ['Absage', 'rejected'],
    ['No Response 🤐', 'archived'],
    ['I Withdrew', 'archived'],
    ['archived', 'archived'],
    ['Zurückgezogen', 'archived'],
    ['Flabbergasted', null],
  ])('%j means %s', (text, status) => {
    expect(readStatus(text)).toBe(status);
  });
});

describe('a way of working', () => {
  it.each([
    ['Remote', 'remote'],
    ['Yes', 'remote'],
    ['Hybrid (remote 3 days)', 'hybrid'],
    ['On-site', 'onsite'],
    ['Télétravail', 'remote'],
    ['Berlin', null],
    ['', null],
  ])('%j is %s', (text, mode) => {
    expect(readWorkMode(text)).toBe(mode);
  });
});

describe('pay', () => {
  it.each([
    ['90000', 90_000],
    ['90,000', 90_000],
    ['90.000', 90_000],
    ['€ 90.000,50', 90_000.5],
    ["90'000.00 CHF", 90_000],
    ['90k', 90_000],
    ['none', null],
    ['99999999999999', null],
  ])('%j is an amount of %s', (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  it('in columns with a currency is a range, the lower end first', () => {
    expect(readPay({ salaryMin: '95,000', salaryMax: '80,000', salaryCurrency: 'eur' })).toEqual({
      salary: { min: 8_000_000, max: 9_500_000, currency: 'EUR', interval: 'year' },
      salaryText: null,
    });
    expect(readPay({ salaryMin: '5000', salaryCurrency: 'JPY', salaryInterval: 'per Hour' }).salary).toEqual({
      min: 5_000,
      max: null,
      currency: 'JPY',
      interval: 'hour',
    });
  });

  it('without a currency is what it says', () => {
    expect(readPay({ salaryMin: '80k', salaryMax: '95k' })).toEqual({
      salary: undefined,
      salaryText: '80k – 95k',
    });
    expect(readPay({ salaryText: '€80k–95k' })).toEqual({ salary: undefined, salaryText: '€80k–95k' });
    expect(readPay({})).toEqual({ salary: undefined, salaryText: null });
  });
});

describe('a row', () => {
  it('is a job with all that it has', () => {
    expect(
      readRow(
        {
          title: ' Cartographer ',
          company: 'Halcyon',
          url: 'www.halcyon.example/jobs/1',
          location: 'Berlin (hybrid)',
          status: 'Interview',
          appliedOn: '3/4/2026',
          savedOn: '2026-02-01',
          closesOn: '30.4.2026',
        },
        { monthFirst: true },
      ),
    ).toEqual({
      job: {
        fields: expect.objectContaining({
          title: 'Cartographer',
          company: 'Halcyon',
          url: 'https://www.halcyon.example/jobs/1',
          location: 'Berlin (hybrid)',
          workMode: 'hybrid',
          status: 'interviewing',
          closesOn: '2026-04-30',
        }),
        savedAt: new Date('2026-02-01T12:00:00Z'),
        appliedAt: new Date('2026-03-04T12:00:00Z'),
      },
    });
  });

  it('with a day of application and no status was applied', () => {
    expect(readRow({ title: 'A', company: 'B', appliedOn: '2026-03-04' })).toMatchObject({
      job: { fields: { status: 'applied' } },
    });
  });

  it('says everything that is wrong with it at once', () => {
    expect(
      readRow({
        title: 'x'.repeat(301),
        url: 'javascript:alert(1)',
        status: 'Flabbergasted',
        appliedOn: 'soon',
        salaryMin: '1',
        salaryCurrency: 'EUR',
      }),
    ).toEqual({
      problems: [
        '“soon” under Applied on is no date.',
        '“Flabbergasted” is no status.',
        'Job title has more than 300 characters.',
        'It has no company.',
        'The link is no web address.',
      ],
    });
  });

  it('of anything is a job or problems', () => {
    const text = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(
        fc.record({ title: text, company: text, url: text, status: text, salaryText: text }),
        (raw) => {
          const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
          const read = readRow(given);
          if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0);
          else expect(read.job.fields.title).not.toBe('');
        },
      ),
    );
  });
});
