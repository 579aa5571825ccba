'use client';

import { AuthForm } from '@/components/auth/auth-form';
import { type FormAction, useFormAction } from '@/components/auth/use-form-action';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { fieldError } from '@/lib/auth/form-state';
import { Disclosure } from './disclosure';
import { type Proof, ProofField, SignInAgain } from './proof-field';

type EmailSectionProps = { action: FormAction<'asked'>; proof: Proof; email: string };

/** Changes the address that a person signs in with and gets mails at. */
export function EmailSection({ action, proof, email }: EmailSectionProps) {
  const form = useFormAction(action);
  const { state } = form;
  return (
    <Section
      title="Email"
      description={
        <>
          <span className="wrap-anywhere font-medium text-foreground">{email}</span>. You sign in with it, and
          invoices and notices go there.
        </>
      }
    >
      {state.outcome ? (
        <Alert tone="success" live title="Check your new mailbox">
          Follow the link that we sent to <span className="wrap-anywhere">{state.values.email}</span>. Until
          then nothing changes. We tell your present address as well.
        </Alert>
      ) : null}
      {proof === 'stale' ? (
        <SignInAgain />
      ) : (
        <Disclosure key={state.outcome} label="Change email" open={state.problem !== null}>
          <AuthForm form={form}>
            <Field label="New email" required error={fieldError(state, 'email')}>
              <Input
                name="email"
                type="email"
                autoComplete="email"
                autoCapitalize="none"
                spellCheck={false}
                defaultValue={state.values.email}
              />
            </Field>
            <ProofField proof={proof} state={state} email={email} />
            <SubmitButton loading={form.pending} className="justify-self-start">
              Send the link
            </SubmitButton>
          </AuthForm>
        </Disclosure>
      )}
    </Section>
  );
}
