import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asService, asTenant, disconnect, type Transaction } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { foldedWords } from './folded-words';

afterAll(disconnect);

/** How many pages of 8 kB a statement looked at, all that it called included. */
const explained = z.tuple([
  z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) }),
]);

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

  it('has no description read for what titles and companies can answer', async () => {
    const person = await makePerson();
    const jobs = 100;
    // Long enough to lie outside of the row, where each reading looks at two pages and more.
    const description = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
    await asService('test.descriptions', (tx) =>
      tx.savedJob.createMany({
        data: Array.from({ length: jobs }, () => ({
          organizationId: person.organizationId,
          title: 'Keeper',
          company: 'Halcyon',
          description,
        })),
      }),
    );
    const pagesFor = async (tx: Transaction, scope: string) => {
      const [row] = await tx.$queryRaw<{ 'QUERY PLAN': unknown }[]>`
        explain (analyze, buffers, format json) select * from app.find_jobs('{word7 word8}', ${scope}, false, true)`;
      const [{ Plan: plan }] = explained.parse(row?.['QUERY PLAN']);
      return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    };
    // What a connection has yet to learn of the database is counted, too: the least of several is the question's own.
    const least = { description: Infinity, title: Infinity, company: Infinity, location: Infinity };
    await asTenant(person, async (tx) => {
      for (let round = 0; round < 5; round++)
        for (const scope of ['description', 'title', 'company', 'location'] as const)
          least[scope] = Math.min(least[scope], await pagesFor(tx, scope));
    });
    // No place has these words, so nothing at all is looked at for them beside the index.
    expect(least.description - least.location).toBeGreaterThan(jobs * 2);
    expect(least.title - least.location).toBeLessThan(jobs);
    expect(least.company - least.location).toBeLessThan(jobs);
  });

  it('folds letters as the marks on the page do', async () => {
    const person = await makePerson();
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
