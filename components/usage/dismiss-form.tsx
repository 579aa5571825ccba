'use client';

import type { ReactNode } from 'react';
import { SubmitButton } from '../ui/submit-button';

type DismissFormProps = {
  action: (form: FormData) => Promise<void>;
  /** Names what is put away, for the action. */
  value: string;
  label: string;
  children: ReactNode;
};

/** A button that puts a notice away. The focus goes to the page's content, since the button goes with the notice. */
export function DismissForm({ action, value, label, children }: DismissFormProps) {
  return (
    <form
      action={action}
      onSubmit={() => document.getElementById('main')?.focus({ preventScroll: true })}
      className="flex"
    >
      <input type="hidden" name="alerts" value={value} />
      <SubmitButton variant="ghost" size="icon-sm" aria-label={label}>
        {children}
      </SubmitButton>
    </form>
  );
}
