import type { Metadata } from 'next';
import { AccountTabs } from '@/components/account/account-tabs';
import { ConnectedAccountsSection } from '@/components/account/connected-accounts-section';
import { EmailSection } from '@/components/account/email-section';
import { PasswordSection } from '@/components/account/password-section';
import { SecurityNotice } from '@/components/account/security-notice';
import { PageHeader } from '@/components/ui/page-header';
import { signedInRecently, signInMethods } from '@/lib/auth/accounts';
import { currentAccessToken, requirePrincipal, withRequest } from '@/lib/auth/server';
import { env } from '@/lib/env';
import {
  changeEmailAction,
  changePasswordAction,
  connectGoogleAction,
  disconnectGoogleAction,
} from './actions';

export const metadata: Metadata = { title: 'Security' };

type SecurityPageProps = { searchParams: Promise<{ notice?: string | string[] }> };

export default function SecurityPage(props: SecurityPageProps) {
  return withRequest(() => securityPage(props));
}

async function securityPage({ searchParams }: SecurityPageProps) {
  const { userId, email } = await requirePrincipal();
  const [{ hasPassword, google }, token, { notice }] = await Promise.all([
    signInMethods(userId),
    currentAccessToken(),
    searchParams,
  ]);
  const isFresh = token !== undefined && (await signedInRecently(token));
  const proof = hasPassword ? 'password' : isFresh ? 'fresh' : 'stale';
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title="Account" description="How you sign in." />
      <AccountTabs />
      <SecurityNotice name={notice} />
      <PasswordSection action={changePasswordAction} hasPassword={hasPassword} proof={proof} email={email} />
      <EmailSection action={changeEmailAction} proof={proof} email={email} />
      {google || env().GOOGLE_SIGN_IN_ENABLED ? (
        <ConnectedAccountsSection
          google={google && { email: google.email }}
          connect={connectGoogleAction}
          disconnect={disconnectGoogleAction}
          hasPassword={hasPassword}
          proof={proof}
          email={email}
        />
      ) : null}
    </div>
  );
}
