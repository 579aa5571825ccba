import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthHeading } from '@/components/auth/auth-heading';
import { TextLink } from '@/components/auth/text-link';
import { VerifyForm } from '@/components/auth/verify-form';
import { Button } from '@/components/ui/button';
import { requireIdentity } from '@/lib/auth/server';
import { safeNextPath } from '@/lib/http';
import { type Search, single } from '../../search';
import { verifyAction } from './actions';

export const metadata: Metadata = { title: 'Enter your code', robots: { index: false } };

/** The second step of signing in, for who has proven the password alone. */
export default async function VerifyPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const asked = single(query.next);
  const next = safeNextPath(asked);
  const identity = await requireIdentity('verify');
  if (identity.secondFactorStep !== 'verify') redirect(safeNextPath(asked));
  const byRecovery = single(query.with) === 'recovery';
  const here = `/sign-in/verify?next=${encodeURIComponent(next)}`;
  return (
    <>
      <AuthHeading title={byRecovery ? 'Enter a recovery code' : 'Enter your code'}>
        {byRecovery ? 'One of the ten that you kept for ' : 'From the authenticator app, for '}
        <strong className="wrap-anywhere font-medium text-foreground">{identity.principal.email}</strong>.
      </AuthHeading>
      <VerifyForm
        key={byRecovery ? 'recovery' : 'app'}
        action={verifyAction}
        kind={byRecovery ? 'recovery' : 'app'}
        next={next}
      />
      <div className="mt-6 grid gap-4 border-t pt-6 text-muted-foreground text-sm">
        {byRecovery ? (
          <>
            <p>
              Have your phone after all? <TextLink href={here}>Use the app</TextLink>
            </p>
            <p>
              Neither phone nor codes? Write to support from this address. We check that it is you before we
              let you in, which takes a few days.
            </p>
          </>
        ) : (
          <p>
            No phone at hand? <TextLink href={`${here}&with=recovery`}>Use a recovery code</TextLink>
          </p>
        )}
        <form method="post" action="/auth/sign-out">
          <Button type="submit" variant="secondary" size="sm">
            Sign out
          </Button>
        </form>
      </div>
    </>
  );
}
