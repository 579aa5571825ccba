import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTenant, disconnect } from '@/lib/db';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { readBoard } from '../board';
import { createJob } from '../create-job';
import { deleteJob } from '../delete-job';
import { listJobs } from '../list-jobs';
import { updateJob } from '../update-job';
import { readSearch, searchHints, searchJobIds } from './search-jobs';
import { found, makeCollector, save } from './test-support';

afterAll(disconnect);

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
