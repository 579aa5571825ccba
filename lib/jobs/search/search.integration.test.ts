import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect, type Transaction } from '@/lib/db';
import { overrideLimit } from '@/lib/usage/test-support';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { readBoard } from '../board';
import { createJob } from '../create-job';
import { deleteJob } from '../delete-job';
import { listJobs } from '../list-jobs';
import type { JobInput } from '../schema';
import { updateJob } from '../update-job';
import { parseQuery } from './parse-query';
import { readSearch, searchHints, searchJobIds } from './search-jobs';

afterAll(disconnect);

/** Titles of what a question finds, best first. */
async function found(tenant: TestPerson, text: string): Promise<string[]> {
  const { query } = parseQuery(text);
  return asTenant(tenant, async (tx) => {
    const ids = await searchJobIds(tx, tenant, { query }, 100);
    const rows = await tx.savedJob.findMany({ where: { organizationId: tenant.organizationId } });
    return ids.map(({ id }) => rows.find((row) => row.id === id)?.title ?? 'of somebody else');
  });
}

async function save(
  tenant: TestPerson,
  jobs: readonly (Partial<JobInput> & { title: string })[],
): Promise<void> {
  for (const job of jobs) await createJob(tenant, { company: 'Halcyon', ...job });
}

async function makeCollector(): Promise<TestPerson> {
  const person = await makePerson();
  await overrideLimit(person.organizationId, 'saved_jobs', { quotaLimit: null });
  return person;
}

describe('words', () => {
  let person: TestPerson;
  beforeAll(async () => {
    person = await makeCollector();
    await save(person, [
      { title: 'Senior Data Engineer (m/f/d)', company: 'Northbound GmbH', location: 'Berlin, Germany' },
      { title: 'Full-Stack Developer', company: 'Acme/Halcyon', location: 'Zürich', workMode: 'hybrid' },
      { title: 'C++ Developer', company: 'Google', notes: 'Nora referred me. Pays well.' },
      {
        title: 'Head of Data',
        company: 'Stripe',
        description: '<p>You <b>manage</b> twelve engineers &amp; Kubernetes.</p>',
      },
      { title: 'Инженер данных', company: 'Ёлка' },
      { title: 'ソフトウェアエンジニア', company: '株式会社メルカリ', location: '東京' },
      { title: 'Café Manager', company: 'L’Oréal' },
    ]);
  });

  it.each<[string, string[]]>([
    ['berlin', ['Senior Data Engineer (m/f/d)']],
    ['NORTHBOUND', ['Senior Data Engineer (m/f/d)']],
    ['nora referred', ['C++ Developer']],
    ['kubernetes', ['Head of Data']],
    ['stripe kubernetes', ['Head of Data']],
    ['zurich', ['Full-Stack Developer']],
    ['cafe', ['Café Manager']],
    ['oreal', ['Café Manager']],
    ['hybrid', ['Full-Stack Developer']],
    ['acme', ['Full-Stack Developer']],
    ['инженер', ['Инженер данных']],
    ['елка', ['Инженер данных']],
    ['エンジニア', ['ソフトウェアエンジニア']],
    ['東京', ['ソフトウェアエンジニア']],
    ['head of data', ['Head of Data']],
    ['head the data', ['Head of Data']],
  ])('find %s wherever it stands, in any language', async (text, titles) => {
    expect(await found(person, text)).toEqual(titles);
  });

  it.each<[string, string[]]>([
    ['eng', ['Senior Data Engineer (m/f/d)', 'Head of Data']],
    ['data eng', ['Senior Data Engineer (m/f/d)', 'Head of Data']],
    ['kuber', ['Head of Data']],
    ['n', ['Senior Data Engineer (m/f/d)']],
    ['data n', ['Senior Data Engineer (m/f/d)', 'Head of Data']],
  ])('are found by the beginning of the last one: %s', async (text, titles) => {
    expect((await found(person, text)).toSorted()).toEqual(titles.toSorted());
  });

  it.each([
    ['engineers berlin', 'Senior Data Engineer (m/f/d)'],
    ['managing', 'Head of Data'],
    ['fullstack', 'Full-Stack Developer'],
    ['full stack', 'Full-Stack Developer'],
    ['fullstack dev', 'Full-Stack Developer'],
    ['c++', 'C++ Developer'],
  ])('are found in another form: %s', async (text, title) => {
    expect(await found(person, text)).toContain(title);
  });

  it.each([
    ['goolge', 'C++ Developer'],
    ['enginere', 'Senior Data Engineer (m/f/d)'],
    ['norhtbound data', 'Senior Data Engineer (m/f/d)'],
    ['stirpe', 'Head of Data'],
    ['acem', 'Full-Stack Developer'],
    ['инжинер', 'Инженер данных'],
  ])('are found in spite of a slip of the pen: %s', async (text, title) => {
    expect(await found(person, text)).toEqual([title]);
  });

  it('that nobody wrote find nothing', async () => {
    for (const text of ['xyzzyplugh', 'berlin kubernetes', '!!!', 'c#'])
      expect(await found(person, text)).toEqual([]);
  });

  it.each([
    "'",
    '\\',
    "a' | 'b",
    ':*',
    '&|!()<->',
    '%',
    '_',
    "'; drop table x; --",
    '\u{1F600}',
    '\u0000a',
    'ﷺ'.repeat(60),
  ])('are never taken for a command: %j', async (text) => {
    const { query } = await readSearch(person, text, 'words');
    await expect(asTenant(person, (tx) => searchJobIds(tx, person, { query }, 10))).resolves.toBeDefined();
  });
});

describe('what is found', () => {
  it('comes in the order of title, company, then notes and description', async () => {
    const person = await makeCollector();
    await save(person, [
      { title: 'Description', description: '<p>We use rust and rust.</p>' },
      { title: 'Company', company: 'Rust Foundation' },
      { title: 'Rust Engineer' },
      { title: 'Notes', notes: 'rust!' },
    ]);
    expect(await found(person, 'rust')).toEqual(['Rust Engineer', 'Company', 'Notes', 'Description']);
  });

  it('is what a job says now', async () => {
    const person = await makePerson();
    const { id } = await createJob(person, { title: 'Baker', company: 'Halcyon', notes: 'sourdough' });
    await updateJob(person, id, { title: 'Miller', notes: null });
    expect(await found(person, 'baker OR sourdough')).toEqual([]);
    expect(await found(person, 'miller')).toEqual(['Miller']);
    await updateJob(person, id, { status: 'applied' });
    expect(await found(person, 'miller')).toEqual(['Miller']);
    await deleteJob(person, id);
    expect(await found(person, 'miller')).toEqual([]);
  });

  it('is kept of a text of any length and of any letters', async () => {
    const person = await makePerson();
    const letters = Array.from({ length: 49_000 }, (_, index) =>
      String.fromCodePoint(index % 3 === 0 ? 0x20 : 0x10400 + ((index * 7919) % 40_000)),
    ).join('');
    await save(person, [
      { title: 'Long', description: `sesquipedalian ${letters}`, notes: 'ﷺ '.repeat(9000) },
      { title: 'Endless', description: 'x'.repeat(99_000) },
    ]);
    expect(await found(person, 'sesquipedalian')).toEqual(['Long']);
  });
});

describe('somebody else’s jobs', () => {
  it('are found by nobody but members', async () => {
    const [mine, theirs] = [await makePerson(), await makePerson()];
    await save(theirs, [{ title: 'Lighthouse Keeper' }]);
    expect(await found(mine, 'lighthouse')).toEqual([]);
    const impostor = { ...mine, organizationId: theirs.organizationId };
    expect(await found(impostor, 'lighthouse')).toEqual([]);
    const viewer = {
      ...mine,
      ...(await joinOrganization(await makePerson(), theirs.organizationId, 'viewer')),
    };
    expect(await found(viewer, 'lighthouse')).toEqual(['Lighthouse Keeper']);
  });

  it('lend no words to a slip of the pen', async () => {
    const [mine, theirs] = [await makePerson(), await makePerson()];
    await save(theirs, [{ title: 'Lighthouse Keeper' }]);
    await save(mine, [{ title: 'Keeper' }]);
    expect(await found(mine, 'lighthuose keeper')).toEqual([]);
  });
});

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
        notes: 'Met Acme people',
        salary: { currency: 'EUR', interval: 'hour', min: 1500, max: 1500 },
      },
      {
        title: 'D artist',
        company: 'Northbound',
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

describe('the list of jobs', () => {
  it('finds what the search finds, in every column and in the counts', async () => {
    const person = await makeCollector();
    await save(person, [
      { title: 'Data Engineer', status: 'applied' },
      { title: 'Data Scientist', status: 'saved' },
      { title: 'Baker', notes: 'Data of ovens', status: 'saved' },
      { title: 'Miller' },
    ]);
    const order = { sort: 'relevance', order: 'desc' } as const;
    const board = await readBoard(person, { view: 'board', filter: { q: 'dtaa' }, order });
    const titles = (name: 'saved' | 'applied') => board.lists[name]?.jobs.map(({ title }) => title);
    expect(titles('saved')).toEqual(['Data Scientist', 'Baker']);
    expect(titles('applied')).toEqual(['Data Engineer']);
    expect(board.counts).toMatchObject({ saved: 2, applied: 1 });
    expect((await listJobs(person, { q: 'data', sort: 'relevance' })).jobs).toHaveLength(3);
  });

  it('refuses operators by the API where the plan has none and they were asked for', async () => {
    const person = await makePerson();
    await save(person, [{ title: 'Baker', company: 'Acme' }]);
    await expect(listJobs(person, { q: 'company:acme', mode: 'advanced' })).rejects.toMatchObject({
      code: 'plan_upgrade_required',
    });
    for (const mode of ['words', undefined] as const)
      expect((await listJobs(person, { q: 'company:acme', mode })).jobs).toHaveLength(1);
  });

  it('has hints for who searches', async () => {
    const person = await makePerson();
    expect(await searchHints(person, 'company:acme')).toEqual({
      advanced: false,
      ignored: true,
      problems: [],
    });
    expect(await searchHints(person, 'acme (')).toEqual({ advanced: false, ignored: false, problems: [] });
    await givePlan(person.organizationId, 'pro');
    expect(await searchHints(person, 'status:hired')).toMatchObject({
      advanced: true,
      ignored: false,
      problems: [{ at: 0 }],
    });
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

describe('the index', () => {
  it('is asked by the function, which no statement behind row-level security could', async () => {
    const person = await makePerson();
    const statement = `explain select job_id from app.job_search
      where organization_id is not distinct from '${person.organizationId}' and words @@ 'a1b2engineer'::tsquery`;
    const planIn = async (tx: Transaction) => {
      await tx.$executeRaw`set local enable_seqscan = off`;
      const rows = await tx.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(statement);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await asService('test.plan', planIn)).toContain('job_search_words_idx');
    expect(await asTenant(person, planIn)).not.toContain('job_search_words_idx');
  });

  it('folds letters as the marks on the page do', async () => {
    const person = await makePerson();
    const { foldedWords } = await import('./folded-words');
    const texts = [
      'Senior C++/C# Dev (m/f/d) — .NET, Straße & Ärzte',
      'L’Oréal’s “naïve” Łódź ĲSSEL ﬁne ½ Ǆ',
      'エンジニア ＡＢＣ 東京・株式会社 ไทย 한국어',
      'ЁЛКА Ψυχῆς ΟΔΟΣ İstanbul ısı Đà Nẵng',
      'R&D K8s 100k soft­hyphen zero​width 😀 emoji',
    ];
    for (const text of texts) {
      const [row] = await asTenant(
        person,
        (tx) => tx.$queryRaw<{ words: string }[]>`select app.search_text(${text}) as words`,
      );
      expect(
        foldedWords(text)
          .map(({ word }) => word)
          .join(' '),
      ).toBe(row?.words);
    }
  });
});
