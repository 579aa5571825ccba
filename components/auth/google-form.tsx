'use client';

import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from './auth-form';
import { GoogleMark } from './google-mark';
import { type FormAction, useFormAction } from './use-form-action';

/** The way by Google, above the other ones; signs in and up alike. */
export function GoogleForm({ action, next }: { action: FormAction<never>; next: string }) {
  const form = useFormAction(action);
  return (
    <>
      <AuthForm form={form}>
        <input type="hidden" name="next" value={next} />
        <SubmitButton variant="secondary" loading={form.pending} className="w-full">
          <GoogleMark />
          Continue with Google
        </SubmitButton>
      </AuthForm>
      <div className="my-6 flex items-center gap-3 text-13 text-muted-foreground">
        <span aria-hidden="true" className="h-px flex-1 bg-border" />
        or
        <span aria-hidden="true" className="h-px flex-1 bg-border" />
      </div>
    </>
  );
}
