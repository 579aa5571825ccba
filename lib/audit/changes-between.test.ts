import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes-between';

describe('what is kept of a change', () => {
  it('is what differs, on both sides', () => {
    expect(changesBetween({ role: 'member', name: 'Nora' }, { role: 'admin', name: 'Nora' })).toEqual({
      before: { role: 'member' },
      after: { role: 'admin' },
    });
  });

  it('is all of what came or went', () => {
    expect(changesBetween(null, { name: 'Nora' })).toEqual({ before: null, after: { name: 'Nora' } });
    expect(changesBetween({ name: 'Nora' }, null)).toEqual({ before: { name: 'Nora' }, after: null });
    expect(changesBetween(undefined, undefined)).toEqual({ before: null, after: null });
  });

  it('tells values apart by what they hold', () => {
    const at = new Date('2026-11-26T09:00:00Z');
    expect(
      changesBetween(
        { scopes: ['a'], at, many: 9_007_199_254_740_993n },
        { scopes: ['a'], at: new Date(at), many: 9_007_199_254_740_993n },
      ),
    ).toEqual({ before: {}, after: {} });
    expect(changesBetween({ at }, { at: null })).toEqual({
      before: { at: '2026-11-26T09:00:00.000Z' },
      after: { at: null },
    });
  });

  it('never holds a secret', () => {
    const { before, after } = changesBetween(
      { password: 'old words', settings: { apiKey: 'fh_live_abcdefgh' } },
      { password: 'new words', settings: { apiKey: 'fh_live_ijklmnop' } },
    );
    expect(JSON.stringify([before, after])).not.toMatch(/words|fh_live/);
    expect(Object.keys(after ?? {})).toEqual(['password', 'settings']);
  });
});
