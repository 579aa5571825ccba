'use client';

import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from './auth-form';
import { type ResendAction, ResendForm } from './resend-form';
import { TextLink } from './text-link';
import { type FormAction, useFormAction } from './use-form-action';

type ConfirmFormProps = {
  action: FormAction<'link-over'>;
  resend: ResendAction;
  link: { tokenHash: string; type: string; next: string };
  /** What the click does. */
  text: string;
  label: string;
};

/** Uses up a mailed link with one click: programs that fetch links ahead of people do not click. */
export function ConfirmForm({ action, resend, link, text, label }: ConfirmFormProps) {
  const form = useFormAction(action);
  if (form.state.outcome === 'link-over') {
    return <LinkOver type={link.type} next={link.next} resend={resend} live />;
  }
  return (
    <AuthForm form={form}>
      <p className="-mt-5 text-muted-foreground text-sm">{text}</p>
      <input type="hidden" name="tokenHash" value={link.tokenHash} />
      <input type="hidden" name="type" value={link.type} />
      <input type="hidden" name="next" value={link.next} />
      <SubmitButton loading={form.pending} className="w-full">
        {label}
      </SubmitButton>
    </AuthForm>
  );
}

/** Says that a link does not work any more, and offers a new one. */
export function LinkOver({
  type,
  next,
  resend,
  live = false,
}: {
  type: string;
  next: string;
  resend: ResendAction;
  live?: boolean;
}) {
  const recovery = type === 'recovery';
  return (
    <div className="grid gap-6">
      <Alert tone="warning" live={live} title="This link does not work any more">
        Links work once and for one hour.{' '}
        {recovery ? 'Ask for a new one to choose your password.' : 'If you confirmed already, just sign in.'}
      </Alert>
      {recovery ? (
        <ButtonLink href="/forgot-password" className="w-full">
          Send a new link
        </ButtonLink>
      ) : (
        <ResendForm action={resend} next={next} />
      )}
      <p className="text-muted-foreground text-sm">
        <TextLink href="/sign-in">Go to sign in</TextLink>
      </p>
    </div>
  );
}
