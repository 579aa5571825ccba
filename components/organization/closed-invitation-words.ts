import type { OfferedInvitation } from '@/lib/organizations';

type Closed = Pick<OfferedInvitation, 'organizationName' | 'state' | 'isMember'>;

/** What is said of a link that gets nobody in, or nobody any further. Null is a link that is not one of ours. */
export function closedInvitationWords(invitation: Closed | null): { title: string; text: string } {
  if (!invitation)
    return {
      title: 'This link does not work',
      text: 'It is no invitation’s, or a newer mail has taken its place. Look for the newest one, or ask who invited you.',
    };
  const { organizationName, state, isMember } = invitation;
  if (isMember)
    return {
      title: `You are a member of ${organizationName}`,
      text: 'There is nothing left to do. The switch at the top left leads to it.',
    };
  if (state === 'declined')
    return {
      title: 'Invitation declined',
      text: `You are not a member of ${organizationName}. If you change your mind, ask for a new invitation.`,
    };
  if (state === 'accepted')
    return {
      title: 'This invitation was accepted',
      text: `Sign in with the account that accepted it to open ${organizationName}.`,
    };
  return {
    title: state === 'expired' ? 'This invitation has expired' : 'This invitation was withdrawn',
    text: `Ask who invited you to ${organizationName} for a new one.`,
  };
}
