import type { MailContent } from '@/lib/notifications';

/** What a person is mailed whose account waits to be deleted. */
export function deletionMail({ dueAt, appUrl }: { dueAt: Date; appUrl: string }): MailContent {
  const date = day.format(dueAt);
  return {
    subject: `Your account will be deleted on ${date}`,
    text: [
      `You asked us to delete your Foothold account. On ${date} we delete it with everything in it, and nothing of that can be brought back.`,
      'Until then it is closed: you are signed out everywhere, and nothing is renewed.',
      'If you change your mind, sign in before that day and choose to keep it. If this was not you, do so now, and then change your password.',
    ],
    action: { label: 'Keep my account', url: `${appUrl}/leaving` },
    footer: 'You get this mail because your account is set to be deleted.',
  };
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
