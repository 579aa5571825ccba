'use client';

import { orderReconciliationAction } from '@/app/(admin)/admin/reconciliation/actions';
import { Button } from '../../ui/button';
import { ReasonDialog } from '../reason-dialog';

const words = {
  ordered: 'It begins as soon as the worker is free',
  waiting: 'One waits for the worker already: you have joined it',
  running: 'One is running already: you have joined it',
} as const;

/** Asks for a comparison now. */
export function ReconcileButton() {
  return (
    <ReasonDialog
      trigger={<Button>Compare now</Button>}
      title="Compare everything with Stripe now?"
      description="It runs in the background, asks Stripe for everything, and repairs what differs. Where one runs already, you join it."
      confirmLabel="Compare"
      onConfirm={orderReconciliationAction}
      done={({ outcome }) => words[outcome]}
    />
  );
}
