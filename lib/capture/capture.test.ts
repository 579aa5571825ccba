import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobInputSchema } from '@/lib/jobs/schema';
import { capture } from './capture';
import { parsePage } from './parse-page';
import { fixturePages, htmlOf } from './test-support';

const named = fixturePages.map((page) => [page.file, page] as const);

describe('from a page of each site', () => {
  it.each(named)('%s', (_, page) => {
    const { description = '', ...fields } = capture(parsePage(htmlOf(page)), page.url);
    expect(fields).toEqual(page.expected);
    for (const piece of page.description) expect(description).toContain(piece);
    expect(description).not.toMatch(/<script|evil|onclick|Apply for this job|Show more|style=|class=/);
  });

  it.each(named)('%s stays as it was', (_, page) => {
    const document = parsePage(htmlOf(page));
    const before = document.toString();
    capture(document, page.url);
    expect(document.toString()).toBe(before);
  });
});

describe('from a page whose data is gone or broken', () => {
  const withData = named.filter(
    ([, page]) => htmlOf(page).includes('ld+json') && page.expected.source?.match(/^[a-z]+$/),
  );
  const changes: Record<string, (html: string) => string> = {
    gone: (html) => html.replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, ''),
    'cut short': (html) =>
      html.replace(/(<script type="application\/ld\+json">[\s\S]{40})[\s\S]*?(<\/script>)/g, '$1$2'),
  };
  it.each(
    withData.flatMap(([file, page]) =>
      Object.entries(changes).map(([how, change]) => [file, how, page, change] as const),
    ),
  )('%s, %s: the site’s own elements say the same', (_file, _how, page, change) => {
    const fields = capture(parsePage(change(htmlOf(page))), page.url);
    const { title, url, source } = page.expected;
    expect(fields).toMatchObject({
      title,
      url,
      source,
      company: expect.any(String),
      location: expect.any(String),
    });
    expect(fields.description).toBeTruthy();
  });
});

describe('from a page that was redesigned', () => {
  const redesigned = (html: string) =>
    html
      .replace(/ (?:class|id|data-[\w-]+|aria-label)="[^"]*"/g, '')
      .replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '');
  it.each(named)('%s: something is still read, and the address', (_, page) => {
    const fields = capture(parsePage(redesigned(htmlOf(page))), page.url);
    expect(fields.url).toBe(page.expected.url);
    expect(fields.source).toBeTruthy();
    expect(fields.title).toBeTruthy();
  });

  it.each(named.filter(([, page]) => htmlOf(page).includes('ld+json') && !/two-pane/.test(page.file)))(
    '%s: its data says nearly all',
    (_, page) => {
      const html = htmlOf(page).replace(/ (?:class|id|data-[\w-]+)="[^"]*"/g, '');
      const { title, company } = page.expected;
      expect(capture(parsePage(html), page.url)).toMatchObject({ title, company });
    },
  );
});

describe('data about another posting', () => {
  const page = (data: object, heading = 'Cartographer') =>
    parsePage(
      `<title>x</title><script type="application/ld+json">${JSON.stringify(data)}</script><h1>${heading}</h1>`,
    );
  const posting = (title: string, url?: string) => ({
    '@type': 'JobPosting',
    title,
    url,
    hiringOrganization: title,
  });

  it('at another address of the same site is left alone', () => {
    const stale = posting('Painter', 'https://www.linkedin.com/jobs/view/3799999999');
    expect(capture(page(stale), 'https://www.linkedin.com/jobs/view/3712345678').company).toBeUndefined();
  });

  it('is left alone where a site shows another title', () => {
    expect(capture(page(posting('Painter')), 'https://www.linkedin.com/jobs/view/3712345678').title).toBe(
      'Cartographer',
    );
  });

  it('in a list is left alone, and the one of this address taken', () => {
    const list = [
      posting('Painter', 'https://a.example/1'),
      posting('Glazier', 'https://a.example/2?utm_source=x'),
    ];
    expect(capture(page(list, 'All our jobs'), 'https://a.example/jobs').company).toBeUndefined();
    expect(capture(page(list, 'Glazier'), 'https://a.example/2').company).toBe('Glazier');
    expect(capture(page(list, 'Painter (f/m)'), 'https://a.example/other').company).toBe('Painter');
  });
});

describe('a posting’s data in its many shapes', () => {
  const read = (fields: object) =>
    capture(
      parsePage(
        `<script type="application/ld+json">${JSON.stringify({ '@type': 'https://schema.org/JobPosting', title: 'T', ...fields }).replaceAll('</', '<\\/')}</script>`,
      ),
      'https://a.example/1',
    );
  it.each<[object, object]>([
    [{ hiringOrganization: 'Halcyon &amp; Co' }, { company: 'Halcyon & Co' }],
    [
      { hiringOrganization: [{ '@type': 'Organization', legalName: 'Halcyon AG' }] },
      { company: 'Halcyon AG' },
    ],
    [{ jobLocation: 'Berlin' }, { location: 'Berlin' }],
    [{ jobLocation: { name: 'Head office' } }, { location: 'Head office' }],
    [{ jobLocation: ['A', 'B', 'C', 'D', 'A'] }, { location: 'A; B; C and 1 more' }],
    [{ jobLocationType: 'TELECOMMUTE', jobLocation: [] }, { workMode: 'remote' }],
    [{ baseSalary: { currency: 'USD', value: 95_000 } }, { salaryText: 'USD 95,000' }],
    [
      { baseSalary: [{ currency: 'USD', value: { value: '40', unitText: 'HOUR' } }] },
      { salaryText: 'USD 40 per hour' },
    ],
    [
      {
        salaryCurrency: 'CHF',
        baseSalary: { value: { minValue: '7000', maxValue: '7000', unitText: 'MONTH' } },
      },
      { salaryText: 'CHF 7,000 per month' },
    ],
    [{ baseSalary: '€50k a year' }, { salaryText: '€50k a year' }],
    [
      { description: 'First.\n\nSecond & <third' },
      { description: '<p>First.</p><p>Second &amp; &lt;third</p>' },
    ],
    [{ description: '<p onclick="x()">A</p><img src=x onerror=alert(1)>' }, { description: '<p>A</p>' }],
    [
      { description: '<a href="javascript:x()">A</a> <a href="https://b.example/?a=1&amp;b">B</a>' },
      { description: 'A <a href="https://b.example/?a=1&amp;b">B</a>' },
    ],
  ])('%j', (fields, expected) => {
    expect(read(fields)).toMatchObject(expected);
  });
  it.each<[string, object]>([
    ['salaryText', { baseSalary: { currency: 'USD', value: { minValue: 0, maxValue: 0 } } }],
    ['salaryText', { baseSalary: 50_000 }],
    ['closesOn', { validThrough: '2026-02-31' }],
    ['closesOn', { validThrough: 'soon' }],
    ['company', { hiringOrganization: { name: '  ' } }],
    ['location', { jobLocation: { address: {} } }],
    ['description', { description: '<script>alert(1)</script>' }],
  ])('without %s: %j', (name, fields) => {
    expect(read(fields)).not.toHaveProperty(name);
  });
});

describe('from any page', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'remote',
      '€70,000',
      'x'.repeat(500),
      '<',
      '&lt;p&gt;',
      '\u0000',
      '\ud800',
      '"',
      'https://a.example/1',
    ),
  );
  const value = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      word,
      fc.double(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          '@id',
          '@type',
          'name',
          'address',
          'value',
          'minValue',
          'unitText',
          'currency',
          'addressLocality',
        ),
        tie('any'),
        { maxKeys: 4 },
      ),
    ),
  })).any;
  const names = [
    'title',
    'hiringOrganization',
    'jobLocation',
    'baseSalary',
    'description',
    'validThrough',
    'url',
    'jobLocationType',
  ];
  const data = fc
    .dictionary(fc.constantFrom(...names), value)
    .map(
      (fields) =>
        `<script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', ...fields })}</script>`,
    );
  const element = fc
    .tuple(
      fc.constantFrom('h1', 'div', 'p', 'title', 'script', 'template', 'svg', 'table', 'a'),
      fc.constantFrom(
        'class="location"',
        'id="job-details"',
        'itemprop="title"',
        'itemtype="http://schema.org/JobPosting"',
        'href="http://%"',
        '',
      ),
      word,
    )
    .map(([name, attribute, inside]) => `<${name} ${attribute}>${inside}</${name}>`);
  const broken = fc.constantFrom(...fixturePages).chain((page) => {
    const html = htmlOf(page);
    return fc
      .tuple(fc.nat(html.length), fc.nat(400))
      .map(([at, length]) => html.slice(0, at) + html.slice(at + length));
  });
  const page = fc.oneof(
    fc.array(fc.oneof(data, element, word)).map((all) => all.join('')),
    broken,
    word,
  );
  const address = fc.oneof(fc.constantFrom(...fixturePages.map(({ url }) => url)), fc.webUrl(), word);

  it('it does not throw, and what it finds can be saved as it is', () => {
    fc.assert(
      fc.property(page, address, (html, url) => {
        const fields = capture(parsePage(html), url);
        const saved = jobInputSchema.safeParse({
          ...fields,
          title: fields.title ?? 'T',
          company: fields.company ?? 'C',
        });
        expect(saved.error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
