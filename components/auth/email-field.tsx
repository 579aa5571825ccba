import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type FormState, fieldError } from '@/lib/auth/form-state';

type EmailFieldProps = {
  state: FormState;
  /** `username` where the address belongs to a password, for password managers. */
  autoComplete?: 'username' | 'email';
};

/** The address of a form, named `email`; it keeps what was sent. */
export function EmailField({ state, autoComplete = 'username' }: EmailFieldProps) {
  return (
    <Field label="Email" required error={fieldError(state, 'email')}>
      <Input
        name="email"
        type="email"
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={state.values.email}
      />
    </Field>
  );
}
