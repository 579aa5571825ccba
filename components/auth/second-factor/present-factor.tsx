'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { SecondFactorStatus } from '@/lib/auth/second-factor';
import { ProveDialog } from './prove-dialog';
import { leftWords } from './recovery-words';
import type { SecondFactorActions } from './second-factor-panel';

type PresentFactorProps = {
  status: Extract<SecondFactorStatus, { state: 'on' }>;
  actions: Pick<SecondFactorActions, 'renewCodes' | 'remove'>;
  onRenewed: (codes: readonly string[]) => void;
};

/** Two-factor sign-in that is on: since when, how many recovery codes are left, and what can be done about both. */
export function PresentFactor({ status, actions, onRenewed }: PresentFactorProps) {
  const [open, setOpen] = useState<'renew' | 'remove' | null>(null);
  const { left, warning } = leftWords(status.recoveryCodesLeft);
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge tone="success">On</Badge>
        <span>
          Authenticator app, since{' '}
          <time dateTime={status.since.toISOString()}>{day.format(status.since)}</time>
        </span>
        <span className="text-muted-foreground">{left}</span>
      </p>
      {warning ? <Alert tone="warning">{warning}</Alert> : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" onClick={() => setOpen('renew')}>
          New recovery codes
        </Button>
        <Button variant="secondary" size="sm" onClick={() => setOpen('remove')}>
          Turn off
        </Button>
      </div>
      <ProveDialog
        open={open === 'renew'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'renew' : null)}
        title="Make new recovery codes?"
        description="The ones that you have will not work any more."
        action={actions.renewCodes}
        confirmLabel="Make new codes"
        onDone={(codes) => {
          setOpen(null);
          if (codes) onRenewed(codes);
        }}
      />
      <ProveDialog
        open={open === 'remove'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'remove' : null)}
        title="Turn off two-factor sign-in?"
        description="Your password alone will be enough to sign in, and your recovery codes will not work any more."
        action={actions.remove}
        confirmLabel="Turn off"
        tone="danger"
        onDone={() => {
          setOpen(null);
          toast.success('Two-factor sign-in is off.');
        }}
      />
    </div>
  );
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
