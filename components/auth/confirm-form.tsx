'use client';

import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from './auth-form';
import { type ResendAction, ResendForm } from './resend-form';
import { TextLink } from './text-link';
import { type FormAction, useFormAction } from './use-form-action';

type ConfirmFormProps = {
  action: FormAction<'over' | 'half-way'>;
  resend: ResendAction;
  link: { tokenHash: string; type: string; next: string };
  /** What the click does. */
  text: string;
  label: string;
};

/** Uses up a mailed link with one click: programs that fetch links ahead of people do not click. */
export function ConfirmForm({ action, resend, link, text, label }: ConfirmFormProps) {
  const form = useFormAction(action);
  if (form.state.outcome === 'over') {
    return <LinkOver type={link.type} next={link.next} resend={resend} live />;
  }
  if (form.state.outcome === 'half-way') {
    return (
      <Alert tone="success" live title="One more to go">
        Follow the link that we sent to your other address, too. Then the new one holds.
      </Alert>
    );
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
  const again = isType(type) ? wayToNew[type] : undefined;
  return (
    <div className="grid gap-6">
      <Alert tone="warning" live={live} title="This link does not work any more">
        Links work once and for one hour. {again?.text ?? 'If you confirmed already, just sign in.'}
      </Alert>
      {again ? (
        <ButtonLink href={again.href} className="w-full">
          {again.label}
        </ButtonLink>
      ) : (
        <ResendForm action={resend} next={next} />
      )}
      {again?.href === '/sign-in' ? null : (
        <p className="text-muted-foreground text-sm">
          <TextLink href="/sign-in">Go to sign in</TextLink>
        </p>
      )}
    </div>
  );
}

/** Where a new link is asked for; what is not here confirms an account, and can be sent again right there. */
const wayToNew = {
  recovery: {
    text: 'Ask for a new one to choose your password.',
    href: '/forgot-password',
    label: 'Send a new link',
  },
  magiclink: { text: 'Ask for a new one where you sign in.', href: '/sign-in', label: 'Go to sign in' },
  email_change: {
    text: 'If your address is not changed yet, ask for it again.',
    href: '/account/security',
    label: 'Go to your account',
  },
} as const;

function isType(type: string): type is keyof typeof wayToNew {
  return Object.hasOwn(wayToNew, type);
}
