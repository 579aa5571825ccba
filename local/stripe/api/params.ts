import { z } from 'zod';

/** Text; the empty text clears a field where Stripe allows that. */
export const text = () => z.string();

/** A count or an amount that cannot be negative. */
export const natural = () =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'Invalid non-negative integer')
    .transform(Number);

/** An amount that may be negative. */
export const integer = () =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, 'Invalid integer')
    .transform(Number);

/** Seconds since 1970. */
export const timestamp = () => natural();

export const flag = () => z.enum(['true', 'false'], 'Invalid boolean').transform((value) => value === 'true');

/** A decimal number that stays text, so that nothing is rounded. */
export const decimal = () => z.string().regex(/^-?\d+(\.\d{1,12})?$/, 'Invalid decimal');

/** The empty text, which clears, or a value. */
export const clearable = <T extends z.ZodType>(value: T) => z.union([z.literal(''), value]);

/** Up to 50 keys of 40 characters with values of 500; a key with an empty value is removed. */
export const metadata = () =>
  z.record(
    z.string().max(40, 'Metadata keys can be at most 40 characters'),
    z.string().max(500, 'Metadata values can be at most 500 characters'),
  );

/** A moment, or bounds of one. */
export const range = () =>
  z.union([
    timestamp(),
    z.strictObject({
      gt: timestamp().optional(),
      gte: timestamp().optional(),
      lt: timestamp().optional(),
      lte: timestamp().optional(),
    }),
  ]);

/** What every list takes. */
export const paging = {
  limit: natural()
    .pipe(z.number().min(1, 'Limit must be at least 1').max(100, 'Limit must be at most 100'))
    .optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
};

export const address = () =>
  z.strictObject({
    city: text().optional(),
    country: text().optional(),
    line1: text().optional(),
    line2: text().optional(),
    postal_code: text().optional(),
    state: text().optional(),
  });

/** Applies a metadata parameter: new keys are added, empty values remove, the empty text removes all. */
export function mergeMetadata(
  current: Record<string, string>,
  change: '' | Record<string, string> | undefined,
): Record<string, string> {
  if (change === undefined) return current;
  if (change === '') return {};
  return Object.fromEntries(Object.entries({ ...current, ...change }).filter(([, value]) => value !== ''));
}

/** The empty text as null: how a cleared text field is stored. */
export function orNull(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
