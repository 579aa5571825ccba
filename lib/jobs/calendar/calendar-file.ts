import ical from 'ical-generator';

/** Something in a calendar. `uid` is the same for ever; `changedAt` never goes back. */
export type CalendarEvent = {
  uid: string;
  title: string;
  /** A moment with its end, or a whole day as `2026-11-27`. */
  when: { startsAt: Date; endsAt: Date } | { day: string };
  location: string | null;
  url: string;
  createdAt: Date;
  changedAt: Date;
};

/** Seconds after which programs are asked to look again. Many look when they like. */
const REFRESH_SECONDS = 3_600;

/**
 * Events as an iCalendar file (RFC 5545), in UTC. The same events make the same file to the byte, whenever it is made: what
 * the standard wants of time (DTSTAMP, LAST-MODIFIED, SEQUENCE) is of the events and not of the moment.
 */
export function calendarFile(name: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    // Unlike other text, the library writes a name as it is.
    name: oneLine(name).replaceAll(/[\\;,]+/g, ' '),
    prodId: { company: 'Foothold', product: 'Calendar', language: 'EN' },
    ttl: REFRESH_SECONDS,
  });
  for (const { uid, title, when, location, url, createdAt, changedAt } of events) {
    calendar.createEvent({
      id: uid,
      ...timesOf(when),
      summary: oneLine(title),
      ...(location ? { location: oneLine(location) } : {}),
      description: url,
      url,
      created: createdAt,
      lastModified: changedAt,
      stamp: changedAt,
      // Grows with each change, to the second, and stays within 32 bits for as long as anybody lives.
      sequence: Math.max(0, Math.floor((changedAt.getTime() - createdAt.getTime()) / 1000)),
    });
  }
  return `${calendar.toString().trimEnd()}\r\n`;
}

function timesOf(when: CalendarEvent['when']) {
  if ('startsAt' in when) return { start: when.startsAt, end: when.endsAt };
  return { start: new Date(`${when.day}T00:00:00Z`), allDay: true };
}

// The standard has no place for control characters, and what ends a line could begin a property.
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
