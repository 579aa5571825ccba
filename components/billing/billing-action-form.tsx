'use client';

import { type ComponentProps, useActionState } from 'react';
import { Alert } from '../ui/alert';
import type { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { cn } from '../ui/cn';
import { SubmitButton } from '../ui/submit-button';
import { type BillingAction, untried } from './billing-action';

type BillingActionFormProps = {
  action: BillingAction;
  /** Sent with the form. */
  fields?: Record<string, string>;
  label: string;
  /** Says more than the label where several buttons have the same one. */
  accessibleLabel?: string;
  variant?: ComponentProps<typeof Button>['variant'];
  size?: ComponentProps<typeof Button>['size'];
  className?: string;
  buttonClassName?: string;
};

/** A button that leads to Stripe, and says below itself why it did not. Works without JavaScript. */
export function BillingActionForm({
  action,
  fields = {},
  label,
  accessibleLabel,
  variant,
  size,
  className,
  buttonClassName,
}: BillingActionFormProps) {
  const [{ problem }, submit] = useActionState(action, untried);
  return (
    <form action={submit} className={cn('grid gap-3', className)}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={variant} size={size} aria-label={accessibleLabel} className={buttonClassName}>
        {label}
      </SubmitButton>
      {problem ? (
        <Alert
          tone="danger"
          live
          action={
            problem.error === 'conflict' ? (
              <ButtonLink href="/account/billing" variant="secondary" size="sm">
                Open billing
              </ButtonLink>
            ) : undefined
          }
        >
          {problem.detail}
        </Alert>
      ) : null}
    </form>
  );
}
