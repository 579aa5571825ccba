import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AuthHeading } from '@/components/auth/auth-heading';
import { AnswerForm } from '@/components/organization/answer-form';
import { closedInvitationWords } from '@/components/organization/closed-invitation-words';
import { aRole } from '@/components/organization/role-words';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import type { Principal } from '@/lib/auth';
import { getPrincipal, withRequest } from '@/lib/auth/server';
import { invitationBehind, type OfferedInvitation } from '@/lib/organizations';
import { type Search, single } from '../../search';
import { acceptInvitationAction, declineInvitationAction } from '../actions';

export const metadata: Metadata = {
  title: 'Invitation',
  robots: { index: false },
};

type InvitationPageProps = { searchParams: Search };

export default function InvitationPage(props: InvitationPageProps) {
  return withRequest(() => invitationPage(props));
}

async function invitationPage({ searchParams }: InvitationPageProps) {
  const token = single((await searchParams).token) ?? '';
  const principal = await getPrincipal();
  const invitation = await invitationBehind(token, principal?.userId);
  if (invitation?.state !== 'open' || invitation.isMember) {
    const { title, text } = closedInvitationWords(invitation);
    return (
      <Message title={title} text={text}>
        <ButtonLink href={principal ? '/jobs' : '/sign-in'} size="lg" variant="secondary">
          {principal ? 'Open Foothold' : 'Sign in'}
        </ButtonLink>
      </Message>
    );
  }
  const { organizationName, invitedBy, role, email } = invitation;
  return (
    <Message
      title={`Join ${organizationName}`}
      text={
        <>
          {invitedBy ?? 'Somebody'} invites you as {aRole(role)}. The invitation is for{' '}
          <strong className="wrap-anywhere font-medium text-foreground">{email}</strong>.
        </>
      }
    >
      <Answer principal={principal} invitation={invitation} token={token} />
    </Message>
  );
}

type AnswerProps = { principal: Principal | null; invitation: OfferedInvitation; token: string };

function Answer({ principal, invitation, token }: AnswerProps) {
  const next = encodeURIComponent(`/invitations/accept?token=${token}`);
  if (!principal)
    return (
      <>
        <ButtonLink href={`/sign-up?next=${next}`} size="lg">
          Create an account
        </ButtonLink>
        <ButtonLink href={`/sign-in?next=${next}`} size="lg" variant="secondary">
          Sign in
        </ButtonLink>
        <p className="text-muted-foreground text-sm">Use that address, and you come back here.</p>
      </>
    );
  if (principal.email.toLowerCase() !== invitation.email.toLowerCase())
    return (
      <>
        <p className="text-sm">
          You are signed in as <strong className="wrap-anywhere font-medium">{principal.email}</strong>. Sign
          out, then open the link of the mail again and sign in with the address above.
        </p>
        <form method="post" action="/auth/sign-out">
          <Button type="submit" size="lg" variant="secondary" className="w-full">
            Sign out
          </Button>
        </form>
      </>
    );
  return <AnswerForm accept={acceptInvitationAction} decline={declineInvitationAction} token={token} />;
}

function Message({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <>
      <AuthHeading title={title}>{text}</AuthHeading>
      <div className="grid gap-3">{children}</div>
    </>
  );
}
