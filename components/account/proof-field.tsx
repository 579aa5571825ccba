import { TextLink } from '@/components/auth/text-link';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type FormState, fieldError } from '@/lib/auth/form-state';

/**
 * What a person shows before the ways to sign in are changed: the password; nothing more for having signed in just now
 * without one; or, when that was a while ago, by signing in again.
 */
export type Proof = 'password' | 'fresh' | 'stale';

type ProofFieldProps = { proof: Proof; state: FormState; email: string };

/** The current password, for whoever has one. The hidden address is for password managers. */
export function ProofField({ proof, state, email }: ProofFieldProps) {
  if (proof !== 'password') return null;
  return (
    <>
      <input type="email" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <Field
        label="Current password"
        required
        error={fieldError(state, 'currentPassword')}
        aside={<TextLink href="/forgot-password">Forgot it?</TextLink>}
      >
        <Input name="currentPassword" type="password" autoComplete="current-password" />
      </Field>
    </>
  );
}

/** Stands in for a form whose proof is stale. */
export function SignInAgain({ next = '/account/security' }: { next?: string }) {
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-muted-foreground text-sm">
        You signed in a while ago. Sign in again to do this, so that nobody else can.
      </p>
      <ButtonLink
        href={`/sign-in?notice=fresh&next=${encodeURIComponent(next)}`}
        variant="secondary"
        size="sm"
      >
        Sign in again
      </ButtonLink>
    </div>
  );
}
