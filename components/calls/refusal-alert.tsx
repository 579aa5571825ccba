import { Alert } from '../ui/alert';
import { ButtonLink } from '../ui/button-link';
import type { Refusal } from './refusal';

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
