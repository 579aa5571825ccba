import { Dot } from 'lucide-react';
import type { Metadata } from 'next';
import { DeleteAccountForm } from '@/components/account/delete-account-form';
import { deletionWords } from '@/components/account/deletion-words';
import { SignInAgain } from '@/components/account/proof-field';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardBody } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { signedInRecently, signInMethods } from '@/lib/auth/accounts';
import { currentAccessToken, requirePrincipal, withRequest } from '@/lib/auth/server';
import { DELETION_DAYS, deletionEffects } from '@/lib/deletion';
import { readCatalogue } from '@/lib/plans/server';
import { deleteAccountAction } from './actions';

export const metadata: Metadata = { title: 'Delete your account' };

export default function DeleteAccountPage() {
  return withRequest(deleteAccountPage);
}

async function deleteAccountPage() {
  const principal = await requirePrincipal();
  const [effects, { plans }, { hasPassword }, isFresh] = await Promise.all([
    deletionEffects(principal),
    readCatalogue(),
    signInMethods(principal.userId),
    signedInRecently((await currentAccessToken()) ?? ''),
  ]);
  const { ownerless } = effects;
  const words = deletionWords(effects, {
    days: DELETION_DAYS,
    nameOf: (id) => plans.find((plan) => plan.id === id)?.name ?? id,
  });
  return (
    <div className="grid max-w-xl grid-cols-1 gap-6">
      <PageHeader title="Delete your account" description={`You are ${principal.email}.`} />
      {ownerless.length > 0 ? (
        <Alert
          tone="warning"
          title={`You are the last owner of ${new Intl.ListFormat('en').format(ownerless.map(({ name }) => name))}`}
          action={
            <ButtonLink href="/account" variant="secondary" size="sm">
              Back to the account
            </ButtonLink>
          }
        >
          Others work there. Make one of them an owner first; then you can delete your account.
        </Alert>
      ) : (
        <>
          <Card>
            <CardBody>
              <ul aria-label="What happens" className="grid gap-2.5">
                {words.map((sentence) => (
                  <li key={sentence} className="flex items-start gap-1.5">
                    <Dot aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
                    {sentence}
                  </li>
                ))}
              </ul>
            </CardBody>
          </Card>
          {hasPassword || isFresh ? (
            <DeleteAccountForm
              action={deleteAccountAction}
              email={principal.email}
              proof={hasPassword ? 'password' : 'fresh'}
            />
          ) : (
            <SignInAgain next="/account/delete" />
          )}
        </>
      )}
    </div>
  );
}
