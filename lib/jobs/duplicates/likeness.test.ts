import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyKey } from './company-key';
import { LIKENESS_MIN, likeness, type Posting, readPosting } from './likeness';

const alike = (one: Posting, other: Posting) =>
  likeness(readPosting(one), readPosting(other)) >= LIKENESS_MIN;

const base: Posting = { title: 'Senior Data Engineer', company: 'Northbound', location: 'Berlin, Germany' };

describe('two postings', () => {
  it.each<[string, Partial<Posting>]>([
    ['the same', {}],
    ['a legal form', { company: 'Northbound GmbH' }],
    ['a legal form in full', { company: 'Northbound Holdings, Ltd.' }],
    ['a country in the company', { company: 'Northbound Germany GmbH & Co. KG' }],
    ['who may apply', { title: 'Senior Data Engineer (m/f/d)' }],
    ['who may apply, otherwise', { title: 'Senior Data Engineer (all genders)' }],
    ['an abbreviation', { title: 'Sr. Data Eng' }],
    ['another order', { title: 'Data Engineer, Senior' }],
    ['the place in the title', { title: 'Senior Data Engineer - Berlin' }],
    ['how much', { title: 'Senior Data Engineer, Full-time (Remote)' }],
    ['another word for the place', { location: 'Greater Berlin Area' }],
    ['no country', { location: 'Berlin' }],
    ['no place at all', { location: null }],
    ['only its way of working', { location: 'Remote' }],
    ['only the country', { location: 'Germany' }],
  ])('are one, but for %s', (_, change) => {
    expect(alike(base, { ...base, ...change })).toBe(true);
  });

  it.each<[string, Partial<Posting>]>([
    ['are more senior', { title: 'Staff Data Engineer' }],
    ['are less senior', { title: 'Junior Data Engineer' }],
    ['do not say how senior', { title: 'Data Engineer' }],
    ['are of another level', { title: 'Senior Data Engineer II' }],
    ['are other work', { title: 'Senior Data Scientist' }],
    ['are of a named team', { title: 'Senior Data Engineer, Payments' }],
    ['are elsewhere', { location: 'Munich, Germany' }],
    ['are of another company', { company: 'Northbridge' }],
    ['are of a company whose name begins alike', { company: 'Northbound Labs' }],
  ])('are two where they %s', (_, change) => {
    expect(alike(base, { ...base, ...change })).toBe(false);
  });

  it.each<[Partial<Posting>, Partial<Posting>, boolean]>([
    [{ title: 'Front-End Developer' }, { title: 'Frontend Dev' }, true],
    [{ title: 'Full Stack Engineer' }, { title: 'Fullstack Engineer' }, true],
    [{ title: 'Werkstudent Marketing' }, { title: 'Working Student Marketing (f/m/x)' }, true],
    [{ title: 'Softwareentwickler:in' }, { title: 'Softwareentwickler (m/w/d)' }, true],
    [{ company: 'Deep Mind' }, { company: 'DeepMind Ltd' }, true],
    [{ company: 'The Co' }, { company: 'Co' }, false],
    [{ location: 'München' }, { location: 'Munich' }, true],
    [{ location: 'New York, NY' }, { location: 'NYC' }, true],
    [{ location: 'New York' }, { location: 'New Delhi' }, false],
    [{ location: 'Germany' }, { location: 'France' }, false],
    [{ location: 'Remote, US' }, { location: 'Remote, Germany' }, false],
  ])('%j and %j are one: %s', (one, other, same) => {
    expect(alike({ ...base, ...one }, { ...base, ...other })).toBe(same);
  });

  it('under one address are one, whatever else a site says', () => {
    const canonicalUrl = 'https://boards.greenhouse.io/northbound/jobs/1';
    const seen = {
      title: 'Senior Engineer (Data)',
      company: 'northbound.io',
      location: 'Anywhere',
      canonicalUrl,
    };
    expect(alike({ ...base, canonicalUrl }, seen)).toBe(true);
    expect(alike({ ...base, canonicalUrl }, { ...seen, canonicalUrl: `${canonicalUrl}2` })).toBe(false);
  });

  it('of one page of all postings are two', () => {
    const canonicalUrl = 'https://northbound.example/careers';
    expect(alike({ ...base, canonicalUrl }, { ...base, title: 'Barista', canonicalUrl })).toBe(false);
  });
});

describe('a company', () => {
  it.each([
    ['Acme, Inc.', 'acme'],
    ['ACME GmbH & Co. KG', 'acme'],
    ['L’Oréal S.A.', 'lorealsa'],
    ['株式会社メルカリ', '株式会社メルカリ'],
    ['Limited', 'limited'],
    ['---', ''],
  ])('%s is known as %s', (company, key) => {
    expect(companyKey(company)).toBe(key);
  });
});

const anyPosting = fc.record({
  title: fc.oneof(
    fc.constantFrom('Senior Data Engineer', 'Data Engineer (m/f/d)', 'Jr. Dev', '(m/f/d)', ''),
    fc.string(),
  ),
  company: fc.oneof(
    fc.constantFrom('Acme GmbH', 'ACME', 'The Co'),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  ),
  location: fc.option(fc.oneof(fc.constantFrom('Berlin', 'Munich', 'Germany', 'Remote'), fc.string())),
  canonicalUrl: fc.option(fc.constantFrom('https://a.example/1', 'https://a.example/2')),
});

describe('likeness', () => {
  it('is the same from both sides, and between 0 and 1', () => {
    fc.assert(
      fc.property(anyPosting, anyPosting, (one, other) => {
        const score = likeness(readPosting(one), readPosting(other));
        expect(score).toBe(likeness(readPosting(other), readPosting(one)));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a posting with itself is beyond doubt, where it names a company', () => {
    fc.assert(
      fc.property(anyPosting, (posting) => {
        const read = readPosting(posting);
        if (read.company !== '') expect(likeness(read, read)).toBeGreaterThanOrEqual(LIKENESS_MIN);
      }),
      { numRuns: 2000 },
    );
  });
});
