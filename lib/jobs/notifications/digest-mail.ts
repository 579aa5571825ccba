import type { MailContent, MailList } from '@/lib/notifications';
import { interviewKindWords } from './interview-words';
import { jobWords } from './notice-words';
import type { Digest } from './read-digest';
import { dayWords, momentWords } from './time-words';

type Setting = { organizationName: string; timeZone: string; appUrl: string };

/** A week as a mail: what it brought in a sentence or two, then what is to come. Without the link that switches it off. */
export function digestMail(digest: Digest, { organizationName, timeZone, appUrl }: Setting): MailContent {
  const urlOf = ({ jobId }: { jobId: string }) => `${appUrl}/jobs/${jobId}`;
  const lists: MailList[] = [
    {
      title: 'Interviews to come',
      items: digest.interviews.map((each) => ({
        text: `${momentWords(each.startsAt.toISOString(), timeZone)}: ${interviewKindWords[each.kind]}, ${jobWords(each)}`,
        url: urlOf(each),
      })),
    },
    {
      title: 'Reminders',
      items: digest.reminders.map((each) => ({
        text: `${dayWords(each.dueAt.toISOString(), timeZone)}: ${jobWords(each)}${each.note ? `. ${each.note}` : ''}`,
        url: urlOf(each),
      })),
    },
    {
      title: 'Nothing heard for two weeks',
      items: digest.silent.map((each) => ({ text: jobWords(each), url: urlOf(each) })),
    },
  ].filter(({ items }) => items.length > 0);
  return {
    subject: 'Your job search this week',
    text: [pastWords(digest), ...(lists.length > 0 ? [] : ['Nothing is planned for this week yet.'])],
    lists,
    action: { label: 'Open your board', url: `${appUrl}/jobs` },
    footer: `You get this on Mondays because you keep jobs in ${organizationName} on Foothold.`,
  };
}

function pastWords({ saved, applied, interviewing, offers, rejected }: Digest): string {
  const parts = [
    saved > 0 ? `saved ${counted(saved, 'job')}` : null,
    applied > 0 ? `applied for ${applied}` : null,
    interviewing > 0 ? `came to interviews with ${interviewing}` : null,
    offers > 0 ? `got ${counted(offers, 'offer')}` : null,
    rejected > 0 ? `had ${counted(rejected, 'rejection')}` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return 'Last week was a quiet one.';
  return `Last week you ${new Intl.ListFormat('en').format(parts)}.`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
