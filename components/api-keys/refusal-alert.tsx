import type { Refusal } from '../jobs/call-action';
import { Alert } from '../ui/alert';
import { ButtonLink } from '../ui/button-link';

/** Why nothing was done, over the fields of a dialog. */
export function RefusalAlert({ refusal }: { refusal: Refusal }) {
  return (
    <Alert
      tone="danger"
      title={refusal.title}
      live
      action={
        refusal.error === 'payment_required' ? (
          <ButtonLink href="/account/billing" variant="secondary" size="sm">
            Open billing
          </ButtonLink>
        ) : undefined
      }
    >
      {refusal.detail}
    </Alert>
  );
}
