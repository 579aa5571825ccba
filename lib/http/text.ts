import { z } from 'zod';

/**
 * Text that can be stored: PostgreSQL keeps neither U+0000 nor half of a surrogate pair. The base of every free text
 * that comes from outside.
 */
export function text(): z.ZodString {
  return z.string().refine(isStorable, 'Has a character that cannot be stored');
}

function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\u0000');
}
