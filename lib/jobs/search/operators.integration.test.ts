import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { parseQuery } from './parse-query';
import { readSearch } from './search-jobs';
import { found, makeCollector, save } from './test-support';

afterAll(disconnect);

describe('operators', () => {
  let person: TestPerson;
  beforeAll(async () => {
    person = await makeCollector();
    const usd = { currency: 'USD', interval: 'year' } as const;
    await save(person, [
      {
        title: 'A data engineer',
        company: 'Acme',
        location: 'Berlin',
        status: 'applied',
        salary: { ...usd, min: 7_000_000, max: 9_000_000 },
      },
      {
        title: 'B engineer of data',
        company: 'Acme Labs',
        location: 'Paris',
        workMode: 'remote',
        source: 'LinkedIn',
        salary: { ...usd, min: 12_000_000, max: null },
      },
      {
        title: 'C intern',
        company: 'Halcyon',
        notes: 'Met Acme people of Northbuond',
        salary: { currency: 'EUR', interval: 'hour', min: 1500, max: 1500 },
      },
      {
        title: 'D artist',
        company: 'Northbound',
        location: 'New York',
        closesOn: '2030-05-31',
        salary: { currency: 'JPY', interval: 'month', min: 500_000, max: 500_000 },
      },
    ]);
    await asService('test.saved', (tx) =>
      tx.savedJob.updateMany({
        where: { organizationId: person.organizationId, title: 'C intern' },
        data: { createdAt: new Date('2025-12-31T23:59:59Z') },
      }),
    );
  });

  it.each<[string, string]>([
    ['company:acme', 'AB'],
    ['notes:acme', 'C'],
    ['title:acme', ''],
    ['title:"data engineer"', 'A'],
    // Beside each other in what is looked through, but not in one field.
    ['title:"intern halcyon"', ''],
    ['"intern halcyon"', 'C'],
    ['company:"labs acme"', ''],
    ['location:"new york"', 'D'],
    ['location:"york new"', ''],
    ['location:new-york', 'D'],
    ['title:eng', 'AB'],
    // A first letter, while the word is on its way.
    ['title:a', 'AD'],
    ['company:a', 'AB'],
    ['location:b', 'A'],
    ['company:b', ''],
    ['notes:a', ''],
    ['a', 'ABD'],
    ['title:enginere', 'AB'],
    ['title:acem', ''],
    // In the notes of one it is a word; of companies nobody has it, so it is a slip.
    ['northbuond', 'C'],
    ['company:northbuond', 'D'],
    ['"engineer of data"', 'B'],
    ['location:berlin', 'A'],
    ['company:berlin', ''],
    ['engineer -company:labs', 'A'],
    ['-engineer', 'CD'],
    ['engineer OR intern', 'ABC'],
    ['company:acme (berlin OR paris) -paris', 'A'],
    ['status:applied', 'A'],
    ['-status:applied', 'BCD'],
    ['mode:remote', 'B'],
    ['remote', 'B'],
    ['source:linkedin', 'B'],
    ['salary:>80k', 'ABD'],
    ['salary:>80kusd', 'AB'],
    ['salary:>90k', 'BD'],
    ['salary:>=90kusd', 'AB'],
    ['salary:<70kusd', ''],
    ['salary:<=70kusd', 'A'],
    ['salary:30k..40keur', 'C'],
    ['salary:6mJPY', 'D'],
    ['-salary:>0eur', 'ABD'],
    ['saved:<2026-01-01', 'C'],
    ['saved:2025-12-31', 'C'],
    ['saved:>=2026', 'ABD'],
    ['applied:>2000', 'A'],
    ['closes:2030-05', 'D'],
    ['closes:<2030-05-31', ''],
    [
      'company:acme title:"data engineer" status:applied salary:>80k location:berlin saved:>2026-01-01 -intern',
      'A',
    ],
  ])('%s finds %s', async (text, letters) => {
    const titles = await found(person, text);
    expect(
      titles
        .map((title) => title[0])
        .toSorted()
        .join(''),
    ).toBe(letters);
  });

  it('need the plan, where they are asked for, and are words elsewhere', async () => {
    const refused = readSearch(person, 'company:acme', 'advanced');
    await expect(refused).rejects.toMatchObject({
      status: 403,
      code: 'plan_upgrade_required',
      extras: { feature: 'advanced_search' },
    });
    expect(await readSearch(person, 'two words', 'advanced')).toMatchObject({ problems: [], ignored: false });
    const offered = await readSearch(person, 'company:acme -labs', 'offered');
    expect(offered).toEqual({ query: parseQuery('acme').query, problems: [], ignored: true });
  });
});

describe('a plan with advanced search', () => {
  let person: TestPerson;
  beforeEach(async () => {
    person = await makePerson();
    const { setOverride } = await import('@/lib/entitlements');
    const feature = { kind: 'feature', subject: 'advanced_search', enabled: true } as const;
    await setOverride(person.organizationId, feature, { reason: 'Test' });
  });

  it('reads operators wherever it is offered, with what is wrong beside it', async () => {
    const { query, problems, ignored } = await readSearch(person, 'company:acme status:hired', 'offered');
    expect(query).toEqual(parseQuery('company:acme').query);
    expect(problems).toMatchObject([{ at: 13 }]);
    expect(ignored).toBe(false);
  });

  it('refuses by the API what it cannot understand, and says where', async () => {
    await expect(readSearch(person, 'a status:hired', 'advanced')).rejects.toMatchObject({
      status: 422,
      extras: { issues: [{ path: 'q', message: expect.stringMatching(/^At character 3: /) }] },
    });
  });
});
