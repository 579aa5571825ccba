import type { z } from 'zod';

/** The id of something that Stripe tells either by its id or whole. */
export function idOf(reference: string | { id: string }): string {
  return typeof reference === 'string' ? reference : reference.id;
}

/** A moment that Stripe tells in seconds since 1970. */
export function instant(seconds: number): Date {
  return new Date(seconds * 1000);
}

/** As {@link instant}, for what may not have come yet. */
export function instantOrNull(seconds: number | null): Date | null {
  return seconds === null ? null : instant(seconds);
}

/**
 * One of the values that this version knows.
 * @throws Error for any other: that is our problem, not the caller's input
 */
export function known<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const { success, data } = schema.safeParse(value);
  if (!success) throw new Error(`Stripe tells ${what} that is not known here: ${value}`);
  return data;
}
