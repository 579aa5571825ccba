import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile } from './calendar-file';

const interview: CalendarEvent = {
  uid: 'interview-1@foothold.example',
  title: 'Video interview: Cartographer, maps; Halcyon',
  when: { startsAt: new Date('2026-11-27T08:00:00Z'), endsAt: new Date('2026-11-27T09:00:00Z') },
  location: 'https://meet.example/abc',
  url: 'https://foothold.example/jobs/1',
  createdAt: new Date('2026-11-20T08:00:00Z'),
  changedAt: new Date('2026-11-20T08:01:40Z'),
};
const deadline: CalendarEvent = {
  ...interview,
  uid: 'deadline-1@foothold.example',
  title: 'Last day to apply',
  when: { day: '2026-12-01' },
  location: null,
};

describe('the file', () => {
  it('has an interview in UTC, with what tells programs that it changed', () => {
    const lines = unfolded(calendarFile('Jobs', [interview]));
    for (const line of [
      'VERSION:2.0',
      'UID:interview-1@foothold.example',
      'DTSTART:20261127T080000Z',
      'DTEND:20261127T090000Z',
      'DTSTAMP:20261120T080140Z',
      'LAST-MODIFIED:20261120T080140Z',
      'SEQUENCE:100',
      'SUMMARY:Video interview: Cartographer\\, maps\\; Halcyon',
    ])
      expect(lines).toContain(line);
  });

  it('has a last day as a day, of no zone', () => {
    const lines = unfolded(calendarFile('Jobs', [deadline]));
    expect(lines).toContain('DTSTART;VALUE=DATE:20261201');
    expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false);
  });

  it('is the same whenever it is made', () => {
    expect(calendarFile('Jobs', [interview, deadline])).toBe(calendarFile('Jobs', [interview, deadline]));
  });

  it('has lines that end and are folded as the standard says, and no property that a text smuggles in', () => {
    const texts = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('\r\n', '\n', '\u0000', '\u2028', '\\', 'BEGIN:VALARM', 'ä'.repeat(40)),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, texts, texts, (name, title, location) => {
        const file = calendarFile(name, [{ ...interview, title, location }, deadline]);
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n\p{Cc}]/u);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(unfolded(file).filter((line) => line.startsWith('BEGIN:'))).toEqual([
          'BEGIN:VCALENDAR',
          'BEGIN:VEVENT',
          'BEGIN:VEVENT',
        ]);
      }),
    );
  });
});

function unfolded(file: string): string[] {
  return file.replaceAll('\r\n ', '').split('\r\n');
}
