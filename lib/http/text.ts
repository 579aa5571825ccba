import { z } from 'zod';

/**
 * Text that can be stored: PostgreSQL keeps neither U+0000 nor half of a surrogate pair. The base of every free text
 * that comes from outside.
 */
export function text(): z.ZodString {
  return storable(z.string());
}

/** As {@link text}, for text that already has a schema of its own: a web address may carry such characters too. */
export function storable<Schema extends z.ZodType<string>>(schema: Schema): Schema {
  return schema.refine(isStorable, 'Has a character that cannot be stored');
}

/** Whether PostgreSQL can keep a text. */
export function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\u0000');
}
