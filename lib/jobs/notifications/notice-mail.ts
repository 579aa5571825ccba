import type { MailContent } from '@/lib/notifications';
import { interviewKindWords } from './interview-words';
import { jobWords, noticeWords, reasonWords } from './notice-words';
import type { Notice } from './schema';
import { momentWords } from './time-words';

type Setting = { jobId: string | null; organizationName: string; timeZone: string; appUrl: string };

/** A notice as a mail to the person; without the link that switches such mails off. */
export function noticeMail(
  notice: Exclude<Notice, { kind: 'digest' }>,
  { jobId, organizationName, timeZone, appUrl }: Setting,
): MailContent {
  const footer = `You get this because of your reminders in ${organizationName} on Foothold.`;
  const openJob = { label: 'Open the job', url: `${appUrl}/jobs/${jobId ?? ''}` };
  switch (notice.kind) {
    case 'reminder': {
      const { note, dueAt, silentDays } = notice.facts;
      return {
        subject: `Reminder: ${jobWords(notice.facts)}`,
        text: [
          ...(note ? [note] : []),
          silentDays === null ? `For ${momentWords(dueAt, timeZone)}.` : reasonWords(notice.facts),
          'Mark it as done or snooze it under Reminders.',
        ],
        action: openJob,
        footer,
      };
    }
    case 'interview': {
      const { startsAt, location, interviewKind, before } = notice.facts;
      return {
        subject: `${before === 'hour' ? 'Soon' : 'Coming up'}: ${interviewKindWords[interviewKind]}, ${jobWords(notice.facts)}`,
        text: [
          `It begins on ${momentWords(startsAt, timeZone)}.`,
          ...(location ? [`Where: ${location}`] : []),
        ],
        action: openJob,
        footer: `You get this because the interview is in ${organizationName} on Foothold.`,
      };
    }
    case 'reminders_paused': {
      const { title, text } = noticeWords(notice, timeZone);
      return {
        subject: title,
        text: [text, 'Until then no reminder is mailed or shown, also not for interviews.'],
        action: { label: 'See plans', url: `${appUrl}/pricing?feature=reminders` },
        footer,
      };
    }
  }
}
