import { afterAll, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect, type Transaction } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { foldedWords } from './folded-words';

afterAll(disconnect);

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
