'use client';

import { AuthForm } from '@/components/auth/auth-form';
import { GoogleMark } from '@/components/auth/google-mark';
import { type FormAction, useFormAction } from '@/components/auth/use-form-action';
import { Alert } from '@/components/ui/alert';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Disclosure } from './disclosure';
import { type Proof, ProofField, SignInAgain } from './proof-field';

type ConnectedAccountsSectionProps = {
  /** The address of the Google account that is connected; null for none. */
  google: { email: string | null } | null;
  connect: FormAction<never>;
  disconnect: FormAction<'disconnected'>;
  hasPassword: boolean;
  proof: Proof;
  email: string;
};

/** Accounts elsewhere that a person signs in with. */
export function ConnectedAccountsSection({
  google,
  connect,
  disconnect,
  hasPassword,
  proof,
  email,
}: ConnectedAccountsSectionProps) {
  const connecting = useFormAction(connect);
  const disconnecting = useFormAction(disconnect);
  return (
    <Section title="Connected accounts" description="Accounts elsewhere that you can sign in with.">
      {disconnecting.state.outcome && !google ? (
        <Alert tone="success" live>
          Google is disconnected. Sign in with your password, or by a link to your address.
        </Alert>
      ) : null}
      <div className="grid gap-4 rounded-lg border p-4">
        <div className="flex items-center gap-3">
          <GoogleMark />
          <div className="min-w-0">
            <h3 className="font-medium text-sm">Google</h3>
            <p className="wrap-anywhere text-13 text-muted-foreground">
              {google ? `Connected${google.email ? ` as ${google.email}` : ''}` : 'Not connected'}
            </p>
          </div>
        </div>
        {google && !hasPassword ? (
          <p className="text-13 text-muted-foreground">
            It is how you sign in. Set a password, and you can disconnect it.
          </p>
        ) : proof === 'stale' ? (
          <SignInAgain />
        ) : google ? (
          <Disclosure label="Disconnect Google" open={disconnecting.state.problem !== null}>
            <AuthForm form={disconnecting}>
              <ProofField proof={proof} state={disconnecting.state} email={email} />
              <SubmitButton variant="danger" loading={disconnecting.pending} className="justify-self-start">
                Disconnect
              </SubmitButton>
            </AuthForm>
          </Disclosure>
        ) : (
          <Disclosure label="Connect Google" open={connecting.state.problem !== null}>
            <AuthForm form={connecting}>
              <ProofField proof={proof} state={connecting.state} email={email} />
              <SubmitButton loading={connecting.pending} className="justify-self-start">
                Go to Google
              </SubmitButton>
            </AuthForm>
          </Disclosure>
        )}
      </div>
    </Section>
  );
}
