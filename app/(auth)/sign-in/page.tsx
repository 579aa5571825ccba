import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AuthHeading } from '@/components/auth/auth-heading';
import { GoogleForm } from '@/components/auth/google-form';
import { SignInForm } from '@/components/auth/sign-in-form';
import { TextLink } from '@/components/auth/text-link';
import { Alert } from '@/components/ui/alert';
import { env } from '@/lib/env';
import { safeNextPath } from '@/lib/http';
import { googleAction, resendAction, signInAction } from '../actions';
import { type Search, single } from '../search';

export const metadata: Metadata = {
  title: 'Sign in',
  description: 'Sign in to your Foothold board by password, by a mailed link or with Google.',
};

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const next = safeNextPath(single(query.next));
  const join = next === '/jobs' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`;
  return (
    <>
      <AuthHeading title="Sign in" />
      <SignInForm
        action={signInAction}
        resend={resendAction}
        next={next}
        notice={<Notice name={single(query.notice)} next={next} />}
      >
        {env().GOOGLE_SIGN_IN_ENABLED ? <GoogleForm action={googleAction} next={next} /> : null}
      </SignInForm>
      <p className="mt-6 text-muted-foreground text-sm">
        New here? <TextLink href={join}>Create an account</TextLink>
      </p>
    </>
  );
}

function Notice({ name, next }: { name: string | undefined; next: string }): ReactNode {
  switch (name) {
    case 'signed-out':
      return <Alert className="mb-6">You are signed out.</Alert>;
    case 'session-over':
      return <Alert className="mb-6">Your session is over. Sign in to go on.</Alert>;
    case 'leaving':
      return (
        <Alert tone="success" className="mb-6" title="Your account is set to be deleted">
          You have 30 days to change your mind: sign in here, and keep it.
        </Alert>
      );
    case 'suspended':
      return (
        <Alert tone="danger" className="mb-6" title="This account is suspended">
          Write to support if you think that this is a mistake.
        </Alert>
      );
    case 'fresh':
      return <Alert className="mb-6">Sign in once more to go on: what comes next is for you alone.</Alert>;
    case 'google-canceled':
      return <Alert className="mb-6">You came back from Google without signing in.</Alert>;
    case 'google-unverified':
      return (
        <Alert tone="warning" className="mb-6" title="Google has not verified that address">
          Verify it at Google, or sign in another way.
        </Alert>
      );
    case 'google-failed':
      return (
        <Alert tone="warning" className="mb-6" title="Signing in with Google did not work">
          Try again in a moment, or sign in another way.
        </Alert>
      );
    case 'link-over':
      return (
        <Alert tone="warning" className="mb-6">
          That sign-in link does not work any more. Sign in here instead.
        </Alert>
      );
    case 'unavailable':
      return (
        <Alert tone="warning" className="mb-6" title="Sign-in does not answer right now">
          You are still signed in. <TextLink href={next}>Try again</TextLink> in a moment.
        </Alert>
      );
    default:
      return null;
  }
}
