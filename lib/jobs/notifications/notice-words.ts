import { interviewKindWords } from './interview-words';
import type { Notice } from './schema';
import { momentWords } from './time-words';

/** A notice in a line and a sentence; times as the person's zone has them. The digest is a mail and has other words. */
export function noticeWords(
  notice: Exclude<Notice, { kind: 'digest' }>,
  timeZone: string,
): { title: string; text: string } {
  switch (notice.kind) {
    case 'reminder':
      return {
        title: jobWords(notice.facts),
        text: notice.facts.note ?? reasonWords(notice.facts),
      };
    case 'interview': {
      const { before, interviewKind, startsAt, location } = notice.facts;
      const kind = interviewKindWords[interviewKind];
      return {
        title: jobWords(notice.facts),
        text: `${before === 'hour' ? `Your ${kind} is about to begin` : `Your ${kind} is coming up`}: ${momentWords(startsAt, timeZone)}${location ? `, ${location}` : ''}.`,
      };
    }
    case 'reminders_paused':
      return {
        title: 'Your reminders are paused',
        text: 'Your plan does not include reminders any more. Those you have are kept, and go on when it does.',
      };
  }
}

/** Why a reminder comes. */
export function reasonWords({ silentDays }: { silentDays: number | null }): string {
  if (silentDays === null) return 'It is time for this one.';
  return silentDays === 1
    ? 'Nothing has happened for a day.'
    : `Nothing has happened for ${silentDays} days.`;
}

/** A job in one line, also where its title has several: a subject has none. */
export function jobWords({ title, company }: { title: string; company: string }): string {
  return `${title} at ${company}`.replaceAll(/\s+/g, ' ');
}
