import type { Metadata } from 'next';
import { AccountTabs } from '@/components/account/account-tabs';
import { ConnectedAccountsSection } from '@/components/account/connected-accounts-section';
import { EmailSection } from '@/components/account/email-section';
import { PasswordSection } from '@/components/account/password-section';
import { SecurityNotice } from '@/components/account/security-notice';
import { SecondFactorSection } from '@/components/auth/second-factor/second-factor-section';
import { PageHeader } from '@/components/ui/page-header';
import { signedInRecently, signInMethods } from '@/lib/auth/accounts';
import { secondFactorStatus } from '@/lib/auth/second-factor';
import { currentAccessToken, requireIdentity, withRequest } from '@/lib/auth/server';
import { env } from '@/lib/env';
import { safeNextPath } from '@/lib/http';
import {
  changeEmailAction,
  changePasswordAction,
  connectGoogleAction,
  disconnectGoogleAction,
} from './actions';
import {
  removeSecondFactorAction,
  renewRecoveryCodesAction,
  setUpSecondFactorAction,
} from './second-factor-actions';

export const metadata: Metadata = { title: 'Security' };

type SecurityPageProps = {
  searchParams: Promise<{ notice?: string | string[]; next?: string | string[] }>;
};

/** How a person signs in. Also open to who has yet to set up a second factor that is required of them. */
export default function SecurityPage(props: SecurityPageProps) {
  return withRequest(() => securityPage(props));
}

async function securityPage({ searchParams }: SecurityPageProps) {
  const { principal, secondFactorStep } = await requireIdentity();
  const { userId, email, organizationName } = principal;
  const [secondFactor, { hasPassword, google }, token, { notice, next }] = await Promise.all([
    secondFactorStatus(principal),
    signInMethods(userId),
    currentAccessToken(),
    searchParams,
  ]);
  const isFresh = token !== undefined && (await signedInRecently(token));
  const proof = hasPassword ? 'password' : isFresh ? 'fresh' : 'stale';
  const secondFactorSection = (
    <SecondFactorSection
      key="second-factor"
      status={secondFactor}
      organizationName={organizationName}
      actions={{
        setUp: setUpSecondFactorAction,
        renewCodes: renewRecoveryCodesAction,
        remove: removeSecondFactorAction,
      }}
      next={typeof next === 'string' ? safeNextPath(next) : null}
    />
  );
  const howToSignIn = [
    <PasswordSection
      key="password"
      action={changePasswordAction}
      hasPassword={hasPassword}
      proof={proof}
      email={email}
    />,
    <EmailSection key="email" action={changeEmailAction} proof={proof} email={email} />,
  ];
  // Whoever was led here sets it up first. It stays where it is when that is done, and by its key it is the same one
  // wherever it stands: the recovery codes in it are shown once.
  const isLedHere = secondFactorStep !== null || next !== undefined;
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title="Account" description="How you sign in." />
      <AccountTabs />
      <SecurityNotice name={notice} />
      <div className="grid grid-cols-1 gap-8 *:not-first:border-t *:not-first:pt-8">
        {isLedHere ? [secondFactorSection, ...howToSignIn] : [...howToSignIn, secondFactorSection]}
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
    </div>
  );
}
