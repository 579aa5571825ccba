import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { GoogleForm } from '@/components/auth/google-form';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { TextLink } from '@/components/auth/text-link';
import { env } from '@/lib/env';
import { safeNextPath } from '@/lib/http';
import { readCatalogue } from '@/lib/plans/server';
import { googleAction, signUpAction } from '../actions';
import { type Search, single } from '../search';

export const metadata: Metadata = {
  title: 'Create your account',
  description: 'Make a Foothold account with your email and a password, or with Google.',
};

export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const next = safeNextPath(single((await searchParams).next));
  const { plans } = await readCatalogue();
  const free = plans.find(({ id }) => id === 'free')?.limits.saved_jobs.limit;
  const back = next === '/jobs' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
  return (
    <>
      <AuthHeading title="Create your account">
        {free ? `Free for your first ${free.toLocaleString('en-US')} saved jobs.` : 'Free to begin with.'} No
        card needed.
      </AuthHeading>
      {env().GOOGLE_SIGN_IN_ENABLED ? <GoogleForm action={googleAction} next={next} /> : null}
      <SignUpForm action={signUpAction} next={next} />
      <p className="mt-6 text-muted-foreground text-sm">
        Already have one? <TextLink href={back}>Sign in</TextLink>
      </p>
    </>
  );
}
