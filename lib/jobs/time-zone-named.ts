/**
 * The name of a time zone as databases know it, too: that of the tz database, under its oldest spelling. Null for what
 * is none, and for offsets such as `+02:00`, which PostgreSQL reads with the other sign.
 */
export function timeZoneNamed(given: string): string | null {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(given)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
