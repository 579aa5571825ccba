import { timeZoneNamed } from '../time-zone-named';

/** A time as a calendar and a clock in some zone show it; `month` 1 to 12. */
export type LocalTime = { year: number; month: number; day: number; hour: number; minute: number };

/** Whether a name is an IANA time zone, such as `Europe/Berlin`; offsets such as `+01:00` are none. */
export function isTimeZone(name: string): boolean {
  return timeZoneNamed(name) !== null;
}

/** What calendar and clock of a zone show at a moment. Seconds are left out. */
export function localTimeOf(moment: Date, timeZone: string): LocalTime {
  const parts = partsOf(moment, timeZone);
  return {
    year: parts.year,
    month: parts.month,
    day: parts.day,
    hour: parts.hour,
    minute: parts.minute,
  };
}

/**
 * The moment at which a zone shows a time. Days and hours beyond the end of their month or day carry over. A time that
 * the clock skips in spring is the one so much later; of one that it shows twice in autumn it is the first.
 */
export function momentOf({ year, month, day, hour, minute }: LocalTime, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  // A zone is never further than a day away, and changes its offset at most once in that stretch.
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((at) => offsetAt(at, timeZone));
  const found = offsets
    .map((offset) => wanted - offset)
    .filter((at) => at + offsetAt(at, timeZone) === wanted);
  const [before = 0] = offsets;
  return new Date(found.length > 0 ? Math.min(...found) : wanted - before);
}

/** The calendar day of a zone at a moment, as `2026-11-26`. */
export function localDayOf(moment: Date, timeZone: string): string {
  const { year, month, day } = localTimeOf(moment, timeZone);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}

function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function partsOf(moment: Date, timeZone: string): LocalTime & { second: number } {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  return format;
}

// Making one takes a hundred times as long as using it. There are as many as there are zones.
const formats = new Map<string, Intl.DateTimeFormat>();
