import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { KeepAccountForm } from '@/components/account/keep-account-form';
import { AuthHeading } from '@/components/auth/auth-heading';
import { Button } from '@/components/ui/button';
import { getLeavingAccount, withRequest } from '@/lib/auth/server';
import { keepAccountAction } from './actions';

export const metadata: Metadata = { title: 'Keep your account?', robots: { index: false } };

/** All that someone sees whose account waits to be deleted. */
export default function LeavingPage() {
  return withRequest(leavingPage);
}

async function leavingPage() {
  const account = await getLeavingAccount();
  // Signed in, and with an account that stays, that page is there; and whoever is not signs in and is led back.
  if (!account) redirect('/account');
  return (
    <>
      <AuthHeading title="Keep your account?">
        The account of <strong className="wrap-anywhere font-medium text-foreground">{account.email}</strong>{' '}
        will be deleted on{' '}
        <strong className="whitespace-nowrap font-medium text-foreground">
          {day.format(account.deletionDueAt)}
        </strong>
        , because you asked for it. Until then nothing works but this.
      </AuthHeading>
      <div className="grid gap-3">
        <KeepAccountForm action={keepAccountAction} />
        <form method="post" action="/auth/sign-out" className="grid">
          <Button type="submit" variant="secondary">
            Sign out
          </Button>
        </form>
      </div>
      <p className="mt-6 text-muted-foreground text-sm">
        What you saved is still there. A subscription that was set to end can be resumed under Billing.
      </p>
    </>
  );
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
