/** A value as a row of the mirror holds it. */
type Value = string | number | bigint | boolean | Date | null | undefined;

/** A row of the mirror, as it is stored or as Stripe's answer makes it. */
export type MirrorRow = { id: string } & Record<string, Value>;

/** One field in which the two sides differ, each in words; null is no value. */
export type Difference = { objectId: string; field: string; ours: string | null; theirs: string | null };

/** The `field` of a row that only one side has. */
export const EXISTS = 'exists';

/**
 * All differences between the stored rows and those that Stripe's answer makes, whatever their order. What the stored
 * ones have beyond the others, such as whose they are, is not Stripe's to say; when it was written is no difference.
 */
export function compareRows(ours: readonly MirrorRow[], theirs: readonly MirrorRow[]): Difference[] {
  const stored = new Map(ours.map((row) => [row.id, row]));
  const wanted = new Set(theirs.map(({ id }) => id));
  return [
    ...theirs.flatMap((row) => {
      const own = stored.get(row.id);
      return own
        ? fieldsThatDiffer(own, row)
        : [{ objectId: row.id, field: EXISTS, ours: 'no', theirs: 'yes' }];
    }),
    ...ours
      .filter(({ id }) => !wanted.has(id))
      .map(({ id }) => ({ objectId: id, field: EXISTS, ours: 'yes', theirs: 'no' })),
  ];
}

function fieldsThatDiffer(ours: MirrorRow, theirs: MirrorRow): Difference[] {
  return Object.keys(theirs)
    .filter((field) => field !== 'syncedAt')
    .map((field) => ({
      objectId: theirs.id,
      field,
      ours: inWords(ours[field]),
      theirs: inWords(theirs[field]),
    }))
    .filter((each) => each.ours !== each.theirs);
}

// The sides hold the same amount as a number and as a bigint, the same moment as two objects.
function inWords(value: Value): string | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}
