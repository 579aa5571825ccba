'use client';

import { buttonVariants } from '@/components/ui/button-variants';
import { cn } from '@/components/ui/cn';
import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from './auth-form';
import { type FormAction, useFormAction } from './use-form-action';

type ConnectFormProps = {
  action: FormAction<never>;
  /** Sent along as they are. */
  fields: Readonly<Record<string, string>>;
  /** Where saying no leads: back to the extension, which hears of it. */
  cancelUrl: string;
};

/** Yes or no to an extension. */
export function ConnectForm({ action, fields, cancelUrl }: ConnectFormProps) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form} className="gap-3!">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton loading={form.pending} className="w-full">
        Connect
      </SubmitButton>
      {/* Not a `Link`: that would fetch the address ahead. */}
      <a href={cancelUrl} className={cn(buttonVariants({ variant: 'secondary' }), 'w-full')}>
        Cancel
      </a>
    </AuthForm>
  );
}
