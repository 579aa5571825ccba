import type { InvitationMail } from '@/lib/organizations';
import type { MailContent } from './mail-layout';

/** For whom a mail is put into words, and the address of this deployment. */
type Setting = { organizationName: string; appUrl: string };

/** The mail that brings an invitation's link, the only place where it stands. */
export function invitationContent(mail: InvitationMail, appUrl: string): MailContent {
  const { organizationName, invitedBy, role, email, token, expiresAt } = mail;
  return {
    subject: `Join ${organizationName} on Foothold`,
    text: [
      `${invitedBy ?? 'Somebody'} invites you to ${organizationName} on Foothold, ${roleWords[role] ?? 'as a member'}.`,
      `The invitation is for ${email} and can be accepted until ${day.format(expiresAt)}.`,
    ],
    action: { label: 'See the invitation', url: `${appUrl}/invitations/accept?token=${token}` },
    footer: `You get this because somebody entered your address. If you do not know ${organizationName}, you can ignore it.`,
  };
}

/** Tells somebody that they were removed. */
export function removedContent({ organizationName, appUrl }: Setting): MailContent {
  return {
    subject: `You are no longer a member of ${organizationName}`,
    text: [
      `You were removed from ${organizationName} on Foothold. You do not see its jobs any more, and it does not see what is in your personal organization.`,
    ],
    action: { label: 'Open Foothold', url: `${appUrl}/jobs` },
    footer: `You get this because you were a member of ${organizationName}.`,
  };
}

/** Tells the owners of an organization, the former one included, that it has another. */
export function transferContent(
  { from, to, toYou }: { from: string; to: string; toYou: boolean },
  { organizationName, appUrl }: Setting,
): MailContent {
  return {
    subject: toYou ? `You own ${organizationName} now` : `${organizationName} has another owner`,
    text: [
      toYou
        ? `${from} has passed the ownership of ${organizationName} on Foothold on to you, and stays as an admin.`
        : `${from} has passed the ownership of ${organizationName} on Foothold on to ${to}, and is an admin of it now.`,
      'If this comes as a surprise, speak to the other owners and admins.',
    ],
    action: { label: 'See the members', url: `${appUrl}/organization` },
    footer: `You get this because you own, or owned, ${organizationName}.`,
  };
}

const roleWords: Record<string, string> = {
  admin: 'as an admin',
  member: 'as a member',
  viewer: 'as a viewer',
};

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
