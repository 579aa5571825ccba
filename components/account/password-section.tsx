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

type PasswordSectionProps = {
  action: FormAction<'changed' | 'set'>;
  hasPassword: boolean;
  proof: Proof;
  email: string;
};

/** Changes the password, or sets the first one. */
export function PasswordSection({ action, hasPassword, proof, email }: PasswordSectionProps) {
  const form = useFormAction(action);
  const { state } = form;
  const label = hasPassword ? 'Change password' : 'Set a password';
  return (
    <Section
      title="Password"
      description={
        hasPassword
          ? 'Changing it signs you out everywhere else.'
          : 'You have none. With one you can sign in without Google, too.'
      }
    >
      {state.outcome ? (
        <Alert tone="success" live>
          Your password is {state.outcome}, and you are signed out everywhere else.
        </Alert>
      ) : null}
      {proof === 'stale' ? (
        <SignInAgain />
      ) : (
        <Disclosure key={state.outcome} label={label} open={state.problem !== null}>
          <AuthForm form={form}>
            <ProofField proof={proof} state={state} email={email} />
            <Field
              label="New password"
              required
              hint="At least 10 characters."
              error={fieldError(state, 'password')}
            >
              <Input name="password" type="password" autoComplete="new-password" minLength={10} />
            </Field>
            <SubmitButton loading={form.pending} className="justify-self-start">
              Save password
            </SubmitButton>
          </AuthForm>
        </Disclosure>
      )}
    </Section>
  );
}
