'use client';

import { Mail } from 'lucide-react';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { fieldError } from '@/lib/auth/form-state';
import { AuthForm } from './auth-form';
import { EmailField } from './email-field';
import { type ResendAction, ResendForm } from './resend-form';
import { TextLink } from './text-link';
import { type FormAction, useFormAction } from './use-form-action';

type SignInFormProps = {
  action: FormAction<'wrong-credentials' | 'unconfirmed' | 'suspended'>;
  resend: ResendAction;
  next: string;
  /** What somebody is told who was sent here; over once the form has something to say. */
  notice: ReactNode;
  /** Another way in, above the form. */
  children?: ReactNode;
};

/** Signing in by password, or by a link to the address that was typed. */
export function SignInForm({ action, resend, next, notice, children }: SignInFormProps) {
  const form = useFormAction(action);
  const { state } = form;
  const email = state.values.email ?? '';
  return (
    <>
      {state.outcome === null && state.problem === null ? notice : null}
      {children}
      <div className="grid gap-5">
        {state.outcome === 'wrong-credentials' ? (
          <Alert tone="danger" live>
            Email or password is wrong.
          </Alert>
        ) : null}
        {state.outcome === 'suspended' ? (
          <Alert tone="danger" live title="This account is suspended">
            Write to support if you think that this is a mistake.
          </Alert>
        ) : null}
        {state.outcome === 'unconfirmed' ? (
          <Alert tone="warning" live title="Confirm your email first">
            <p className="mb-3">Follow the link that we sent to {email}.</p>
            <ResendForm action={resend} email={email} next={next} />
          </Alert>
        ) : null}
        <AuthForm form={form}>
          <input type="hidden" name="next" value={next} />
          <EmailField state={state} />
          <Field
            label="Password"
            required
            error={fieldError(state, 'password')}
            aside={<TextLink href="/forgot-password">Forgot password?</TextLink>}
          >
            <Input name="password" type="password" autoComplete="current-password" />
          </Field>
          <div className="grid gap-3">
            <SubmitButton loading={form.pending && form.pressed !== 'link'} className="w-full">
              Sign in
            </SubmitButton>
            <SubmitButton
              name="by"
              value="link"
              variant="secondary"
              loading={form.pressed === 'link'}
              className="w-full"
            >
              <Mail aria-hidden="true" />
              Email me a link
            </SubmitButton>
          </div>
        </AuthForm>
      </div>
    </>
  );
}
