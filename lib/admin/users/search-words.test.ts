import { describe, expect, it } from 'vitest';
import { likeAnywhere, likeBeginning, likePatterns, searchWords } from './search-words';

describe('what is searched for', () => {
  it('is a part of an address or a name, word by word', () => {
    expect(searchWords('  nora   Berg ')).toEqual([
      { kind: 'text', text: 'nora', indexed: true, ids: null, mayBeCustomer: false },
      { kind: 'text', text: 'Berg', indexed: true, ids: null, mayBeCustomer: false },
    ]);
    expect(searchWords('')).toEqual([]);
  });

  it('may also be the beginning of an id, with or without its dashes', () => {
    const ids = (search: string) => searchWords(search).map((word) => word.kind === 'text' && word.ids);
    expect(ids('0192AbCd')).toEqual([
      { from: '0192abcd-0000-0000-0000-000000000000', to: '0192abcd-ffff-ffff-ffff-ffffffffffff' },
    ]);
    expect(ids('0192abcd-12')).toEqual([
      { from: '0192abcd-1200-0000-0000-000000000000', to: '0192abcd-12ff-ffff-ffff-ffffffffffff' },
    ]);
    const whole = '0192abcd-1234-7abc-8def-0123456789ab';
    expect(ids(whole)).toEqual([{ from: whole, to: whole }]);
    expect(ids('abc')).toEqual([null]);
    expect(ids('----')).toEqual([null]);
    expect(ids('beef cafe')).toEqual([null, null]);
    expect(ids(`${whole}0`)).toEqual([null]);
  });

  it('is an id of Stripe where it begins like one, and may be a part of one otherwise', () => {
    expect(searchWords('cus_NffrFe')).toEqual([{ kind: 'customer', text: 'cus_NffrFe', indexed: true }]);
    expect(searchWords('sub_1Mow')).toEqual([{ kind: 'subscription', text: 'sub_1Mow', indexed: true }]);
    expect(searchWords('NffrFeUf')).toMatchObject([{ kind: 'text', mayBeCustomer: true }]);
    expect(searchWords('a@b.example')).toMatchObject([{ kind: 'text', mayBeCustomer: false }]);
  });

  it('is no pattern', () => {
    expect(likeAnywhere('50%_\\')).toBe('%50\\%\\_\\\\%');
    expect(likeBeginning('a_')).toBe('a\\_%');
  });

  it('is found anywhere from three letters on, and at the beginning of words below that', () => {
    expect(likePatterns('ora')).toEqual(['%ora%']);
    expect(likePatterns('no')).toEqual(['no%', '% no%']);
    expect(likePatterns('💥é')).toEqual(['💥é%', '% 💥é%']);
  });

  it('is found by an index where it has a letter or a digit', () => {
    expect(searchWords('a .@ 7').map(({ indexed }) => indexed)).toEqual([true, false, true]);
  });

  it('has an end', () => {
    expect(searchWords('a b c d e f g')).toHaveLength(5);
  });
});
