'use client';

import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { cn } from '@/components/ui/cn';
import { formError } from '@/lib/auth/form-state';
import type { WiredForm } from './use-form-action';

type AuthFormProps<Outcome extends string> = {
  form: WiredForm<Outcome>;
  className?: string;
  children: ReactNode;
};

/** A form that is wired to its action; what went wrong apart from the fields stands above them. */
export function AuthForm<Outcome extends string>({ form, className, children }: AuthFormProps<Outcome>) {
  const error = formError(form.state);
  return (
    <form {...form.formProps} className={cn('grid gap-5', className)}>
      {error ? (
        <Alert tone="danger" live>
          {error}
        </Alert>
      ) : null}
      {children}
    </form>
  );
}
