import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { ResendForm } from '@/components/auth/resend-form';
import { TextLink } from '@/components/auth/text-link';
import { mailedTo } from '@/lib/auth/server';
import { safeNextPath } from '@/lib/http';
import { resendAction, resendResetAction } from '../actions';
import { type Search, single } from '../search';

export const metadata: Metadata = { title: 'Check your email' };

export default async function CheckEmailPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const email = await mailedTo();
  const forPassword = single(query.for) === 'password';
  const next = safeNextPath(single(query.next));
  return (
    <>
      <AuthHeading title="Check your email">
        {forPassword ? 'If there is an account for ' : 'We sent a link to '}
        {email ? (
          <strong className="wrap-anywhere font-medium text-foreground">{email}</strong>
        ) : (
          'your address'
        )}
        {forPassword
          ? ', a link to choose a new password is on its way.'
          : '. Follow it to confirm your account.'}
      </AuthHeading>
      <div className="grid gap-6 border-t pt-6">
        <p className="text-muted-foreground text-sm">
          Nothing there? Check the spam folder, or have it sent again.
        </p>
        <ResendForm action={forPassword ? resendResetAction : resendAction} email={email} next={next} />
        <p className="text-muted-foreground text-sm">
          Wrong address? <TextLink href={forPassword ? '/forgot-password' : '/sign-up'}>Start again</TextLink>
        </p>
      </div>
    </>
  );
}
