import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { ResendForm } from '@/components/auth/resend-form';
import { TextLink } from '@/components/auth/text-link';
import { mailedTo } from '@/lib/auth/server';
import { safeNextPath } from '@/lib/http';
import { resendAction, resendResetAction, resendSignInLinkAction } from '../actions';
import { type Search, single } from '../search';

export const metadata: Metadata = { title: 'Check your email' };

/** What was mailed, and what to do when it does not come. Only of a new account it is known that a mail was sent. */
const kinds = {
  account: {
    before: 'We sent a link to ',
    after: '. Follow it to confirm your account.',
    resend: resendAction,
    back: '/sign-up',
  },
  password: {
    before: 'If there is an account for ',
    after: ', a link to choose a new password is on its way.',
    resend: resendResetAction,
    back: '/forgot-password',
  },
  link: {
    before: 'If there is an account for ',
    after: ', a link to sign in with is on its way. It works once, in any browser.',
    resend: resendSignInLinkAction,
    back: '/sign-in',
  },
};

export default async function CheckEmailPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const email = await mailedTo();
  const { before, after, resend, back } = kinds[kindOf(single(query.for))];
  return (
    <>
      <AuthHeading title="Check your email">
        {before}
        {email ? (
          <strong className="wrap-anywhere font-medium text-foreground">{email}</strong>
        ) : (
          'your address'
        )}
        {after}
      </AuthHeading>
      <div className="grid gap-6 border-t pt-6">
        <p className="text-muted-foreground text-sm">
          Nothing there? Check the spam folder, or have it sent again.
        </p>
        <ResendForm action={resend} email={email} next={safeNextPath(single(query.next))} />
        <p className="text-muted-foreground text-sm">
          Wrong address? <TextLink href={back}>Start again</TextLink>
        </p>
      </div>
    </>
  );
}

function kindOf(given: string | undefined): keyof typeof kinds {
  return given === 'password' || given === 'link' ? given : 'account';
}
