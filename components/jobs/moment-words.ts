/** A moment to the minute: `Mon, May 4, 2030, 11:00 AM`. Without a time zone, in the reader's own. */
export function momentWords(at: string, timeZone?: string): string {
  return format({ ...day, ...time }, timeZone).format(new Date(at));
}

/** A span of time: `Mon, May 4, 2030, 11:00 AM – 12:00 PM`; the second day is named where it is another. */
export function spanWords(from: string, until: string, timeZone?: string): string {
  const sameDay = dayOf(from, timeZone) === dayOf(until, timeZone);
  const end = sameDay ? format(time, timeZone).format(new Date(until)) : momentWords(until, timeZone);
  return `${momentWords(from, timeZone)} – ${end}`;
}

const day = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const;
const time = { hour: 'numeric', minute: '2-digit' } as const;

function dayOf(at: string, timeZone: string | undefined): string {
  return format(day, timeZone).format(new Date(at));
}

function format(options: Intl.DateTimeFormatOptions, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { ...options, ...(timeZone ? { timeZone } : {}) });
}
