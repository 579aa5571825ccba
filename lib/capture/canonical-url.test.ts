import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, postingUrl } from './canonical-url';

const uuid = '5c3f1d2e-8a7b-4c6d-9e0f-1a2b3c4d5e6f';

describe('the addresses of one posting have one name', () => {
  const postings: Record<string, string[]> = {
    'https://linkedin.com/jobs/view/3712345678': [
      'https://www.linkedin.com/jobs/view/3712345678/',
      'https://www.linkedin.com/jobs/view/3712345678/?refId=x&trackingId=y&trk=flagship3',
      'https://de.linkedin.com/jobs/view/senior-engineer-at-halcyon-maps-3712345678?position=1&pageNum=0',
      'https://www.linkedin.com/jobs/search/?currentJobId=3712345678&keywords=maps',
      'https://www.linkedin.com/jobs/collections/recommended/?currentJobId=3712345678',
      'https://www.linkedin.com/comm/jobs/view/3712345678?midToken=abc',
      'https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/3712345678',
    ],
    'https://indeed.com/viewjob?jk=0a1b2c3d4e5f6789': [
      'https://www.indeed.com/viewjob?jk=0a1b2c3d4e5f6789&from=serp&vjs=3',
      'https://de.indeed.com/jobs?q=maps&l=Berlin&vjk=0a1b2c3d4e5f6789',
      'https://uk.indeed.com/rc/clk?jk=0A1B2C3D4E5F6789&bb=1',
    ],
    'https://boards.greenhouse.io/embed/job_app?token=4567890123': [
      'https://boards.greenhouse.io/halcyon/jobs/4567890123?gh_src=abc',
      'https://job-boards.greenhouse.io/halcyon/jobs/4567890123#app',
      'https://job-boards.eu.greenhouse.io/halcyon/jobs/4567890123',
      'https://boards.greenhouse.io/embed/job_app?for=halcyon&token=4567890123',
      'https://www.halcyon.example/careers/role/?gh_jid=4567890123',
    ],
    [`https://jobs.lever.co/halcyon/${uuid}`]: [
      `https://jobs.lever.co/halcyon/${uuid}?lever-source=LinkedIn`,
      `https://jobs.lever.co/Halcyon/${uuid}/apply`,
    ],
    'https://halcyon.wd5.myworkdayjobs.com/External/details/Cartographer_R-10234': [
      'https://halcyon.wd5.myworkdayjobs.com/en-US/External/job/Berlin-Germany/Cartographer_R-10234?source=LinkedIn',
      'https://halcyon.wd5.myworkdayjobs.com/External/job/Berlin-Germany/Cartographer_R-10234/apply',
      'https://halcyon.wd5.myworkdayjobs.com/de-DE/External/details/Cartographer_R-10234?q=maps',
    ],
    [`https://jobs.ashbyhq.com/posting/${uuid}`]: [
      `https://jobs.ashbyhq.com/halcyon/${uuid}`,
      `https://jobs.ashbyhq.com/halcyon/${uuid.toUpperCase()}/application?utm_source=x`,
      `https://halcyon.example/jobs?ashby_jid=${uuid}`,
    ],
    'https://halcyon.example/jobs/1?lang=de&page=2': [
      'http://www.halcyon.example/jobs/1/?page=2&lang=de&utm_campaign=x#apply',
      'https://HALCYON.example:443/jobs/1;jsessionid=AB12?lang=de&page=2&fbclid=1&PHPSESSID=2',
      'https://nora:secret@halcyon.example./jobs/1?page=2&lang=de&ref=mail',
    ],
  };
  it.each(Object.entries(postings).flatMap(([name, all]) => all.map((each) => [each, name] as const)))(
    '%s',
    (address, name) => {
      expect(canonicalUrl(address)).toBe(name);
    },
  );

  it('and different postings have different ones', () => {
    const names = [
      ...Object.keys(postings),
      'https://www.linkedin.com/jobs/view/3712345679',
      'https://www.linkedin.com/company/halcyon',
      'https://www.linkedin.com/jobs/search?keywords=maps',
      'https://halcyon.example/#/jobs/1',
      'https://halcyon.example/#/jobs/2',
      'https://halcyon.example/jobs?id=1',
      'https://halcyon.example/jobs?id=2',
      'http://halcyon.example:8080/jobs/1',
    ].map(canonicalUrl);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the address that is kept', () => {
  it.each([
    [
      'https://www.linkedin.com/jobs/search/?currentJobId=3712345678',
      'https://www.linkedin.com/jobs/view/3712345678/',
    ],
    [
      'https://de.indeed.com/jobs?q=x&vjk=0a1b2c3d4e5f6789',
      'https://de.indeed.com/viewjob?jk=0a1b2c3d4e5f6789',
    ],
    [
      'https://halcyon.example/role?gh_jid=4567890123&gh_src=x',
      'https://halcyon.example/role?gh_jid=4567890123',
    ],
    ['http://www.halcyon.example/jobs/1/?utm_source=x#top', 'http://www.halcyon.example/jobs/1/'],
  ])('of %s opens', (given, kept) => {
    expect(postingUrl(given)).toBe(kept);
  });
});

it('what is no web address stays what it is', () => {
  expect(canonicalUrl('  ask Nora ')).toBe('ask Nora');
  expect(canonicalUrl('javascript:alert(1)')).toBe('javascript:alert(1)');
  expect(canonicalUrl('')).toBe('');
});

describe('for any text', () => {
  const host = fc.constantFrom(
    'www.linkedin.com',
    'uk.indeed.com',
    'boards.greenhouse.io',
    'jobs.lever.co',
    'x.wd5.myworkdayjobs.com',
    'jobs.ashbyhq.com',
    'www.www.com',
    'www.halcyon.example.',
    'halcyon.example:443',
    'halcyon.example:80',
    '[::1]',
  );
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      'jobs',
      'view',
      'a-b-1234567',
      uuid,
      'en-US',
      'job',
      'details',
      'T_R-1',
      'posting',
      '..',
      ';sid=1',
    ),
  );
  const pair = fc.tuple(
    fc.constantFrom('currentJobId', 'jk', 'gh_jid', 'token', 'ashby_jid', 'utm_x', 'a', 'b b', 'REF'),
    fc.oneof(piece, fc.constantFrom('1234567', '0a1b2c3d4e5f6789')),
  );
  const address = fc
    .tuple(fc.constantFrom('http', 'https', 'HTTPS'), host, fc.array(piece), fc.array(pair), piece)
    .map(([scheme, at, path, query, hash]) => {
      const search = query.map(([name, value]) => `${name}=${value}`).join('&');
      return `${scheme}://${at}/${path.join('/')}?${search}#${hash}`;
    });

  it('it does not throw, and what is canonical stays so', () => {
    fc.assert(
      fc.property(fc.oneof(address, fc.string({ unit: 'binary' }), fc.webUrl()), (given) => {
        const canonical = canonicalUrl(given);
        expect(canonicalUrl(canonical)).toBe(canonical);
        const kept = postingUrl(given);
        expect(postingUrl(kept)).toBe(kept);
        expect(canonicalUrl(kept)).toBe(canonical);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});
