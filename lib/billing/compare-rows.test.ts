import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows, EXISTS, type MirrorRow } from './compare-rows';

const at = (iso: string) => new Date(iso);
const row = (facts: Partial<MirrorRow> = {}): MirrorRow => ({
  id: 'sub_1',
  status: 'active',
  total: 900n,
  endsAt: null,
  startedAt: at('2026-11-01T00:00:00Z'),
  ...facts,
});

describe('compareRows', () => {
  it('names each field that differs, with both values', () => {
    const theirs = row({ status: 'canceled', endsAt: at('2026-12-01T00:00:00Z') });
    expect(compareRows([row()], [theirs])).toEqual([
      { objectId: 'sub_1', field: 'status', ours: 'active', theirs: 'canceled' },
      { objectId: 'sub_1', field: 'endsAt', ours: null, theirs: '2026-12-01T00:00:00.000Z' },
    ]);
  });

  it('names a row that only one side has', () => {
    expect(compareRows([], [row()])).toEqual([
      { objectId: 'sub_1', field: EXISTS, ours: 'no', theirs: 'yes' },
    ]);
    expect(compareRows([row()], [])).toEqual([
      { objectId: 'sub_1', field: EXISTS, ours: 'yes', theirs: 'no' },
    ]);
  });

  it('takes the same moment, the same amount and no value for the same', () => {
    const ours = row({ startedAt: at('2026-11-01T00:00:00.000Z'), total: 900n, endsAt: undefined });
    expect(compareRows([ours], [row({ total: 900 })])).toEqual([]);
  });

  it('does not mind when a row was written, nor what only the stored one has', () => {
    const ours = row({ syncedAt: at('2026-11-01T00:00:00Z'), organizationId: 'org_1' });
    expect(compareRows([ours], [row({ syncedAt: at('2026-11-02T00:00:00Z') })])).toEqual([]);
  });
});

describe('compareRows of any rows', () => {
  const value = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.bigInt(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
  );
  const rows = fc.uniqueArray(
    fc
      .record({ id: fc.string({ minLength: 1 }), status: value, total: value, endsAt: value })
      .map((each): MirrorRow => each),
    { selector: ({ id }) => id, maxLength: 8 },
  );

  it('finds nothing between rows and themselves, in whatever order', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(compareRows(all, all.toReversed())).toEqual([]);
      }),
    );
  });

  it('says the same from the other side', () => {
    const sorted = (found: ReturnType<typeof compareRows>) =>
      found.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort();
    fc.assert(
      fc.property(rows, rows, (ours, theirs) => {
        const there = compareRows(ours, theirs);
        const back = compareRows(theirs, ours).map((each) => ({
          ...each,
          ours: each.theirs,
          theirs: each.ours,
        }));
        expect(sorted(there)).toEqual(sorted(back));
      }),
    );
  });

  it('finds exactly the one field that was changed', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.constantFrom('status', 'total', 'endsAt'), (all, pick, field) => {
        fc.pre(all.length > 0);
        const index = pick % all.length;
        const changed = all.map((each, at) => (at === index ? { ...each, [field]: 'another value' } : each));
        fc.pre(String(all[index]?.[field]) !== 'another value');
        expect(compareRows(all, changed)).toMatchObject([{ objectId: all[index]?.id, field }]);
      }),
    );
  });

  it('finds every row that is gone and every row that came', () => {
    fc.assert(
      fc.property(rows, rows, (ours, theirs) => {
        const ids = (side: MirrorRow[], other: MirrorRow[]) =>
          side.map(({ id }) => id).filter((id) => !other.some((each) => each.id === id));
        const exists = compareRows(ours, theirs).filter(({ field }) => field === EXISTS);
        const told = (value: string) =>
          exists.filter((each) => each.ours === value).map(({ objectId }) => objectId);
        expect(told('yes').sort()).toEqual(ids(ours, theirs).sort());
        expect(told('no').sort()).toEqual(ids(theirs, ours).sort());
      }),
    );
  });
});
