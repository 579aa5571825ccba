import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { ConfirmForm, LinkOver } from '@/components/auth/confirm-form';
import { nextPathOf } from '@/lib/auth';
import { confirmationSchema, type LinkType } from '@/lib/auth/accounts';
import { env } from '@/lib/env';
import { confirmAction, resendAction } from '../../actions';
import { type Search, single } from '../../search';

export const metadata: Metadata = { title: 'Confirm', robots: { index: false } };

/** What following each kind of link means to the person. */
const texts: Record<LinkType, { title: string; text: string; label: string }> = {
  signup: {
    title: 'Confirm your email',
    text: 'One click, and your account is ready.',
    label: 'Confirm and sign in',
  },
  email: {
    title: 'Confirm your email',
    text: 'One click, and your account is ready.',
    label: 'Confirm and sign in',
  },
  invite: { title: 'You are invited', text: 'One click, and your account is ready.', label: 'Accept' },
  magiclink: { title: 'Sign in', text: 'Your link is good. Go on to sign in.', label: 'Sign in' },
  recovery: {
    title: 'Choose a new password',
    text: 'Go on, and you are asked for the new one.',
    label: 'Continue',
  },
  email_change: {
    title: 'Confirm your new email',
    text: 'From then on you sign in with it.',
    label: 'Confirm',
  },
};

/** Opening this page changes nothing, for mail scanners open every link; the button does. */
export default async function ConfirmPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const next = nextPathOf(single(query.next), env().APP_URL);
  const link = confirmationSchema.safeParse({
    tokenHash: single(query.token_hash),
    type: single(query.type),
  });
  if (!link.success) {
    return (
      <>
        <AuthHeading title="Confirm your email" />
        <LinkOver type={single(query.type) ?? 'signup'} next={next} resend={resendAction} />
      </>
    );
  }
  const { title, text, label } = texts[link.data.type];
  return (
    <>
      <AuthHeading title={title} />
      <ConfirmForm
        action={confirmAction}
        resend={resendAction}
        link={{ ...link.data, next }}
        text={text}
        label={label}
      />
    </>
  );
}
