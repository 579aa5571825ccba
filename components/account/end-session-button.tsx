'use client';

import { type ComponentProps, type ReactNode, useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/http';
import { callAction } from '../calls/call-action';
import { ConfirmDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { toast } from '../ui/toast';

type EndSessionButtonProps = {
  action: () => Promise<ActionResult<unknown>>;
  children: ReactNode;
  /** Names the session for who does not see its row. */
  label?: string;
  variant?: ComponentProps<typeof Button>['variant'];
  question: string;
  effect: string;
  confirmLabel: string;
  /** Told when it is done. */
  done: string;
};

/** A button that ends one or more sessions once that is confirmed. */
export function EndSessionButton({
  action,
  children,
  label,
  variant = 'secondary',
  question,
  effect,
  confirmLabel,
  done,
}: EndSessionButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [isEnding, startEnding] = useTransition();
  const confirm = () =>
    startEnding(async () => {
      const outcome = await callAction(action);
      // One that ended by itself meanwhile is what was wanted.
      const isOver = outcome.ok || outcome.problem.error === 'not_found';
      setOpen(false);
      if (isOver) toast.success(done);
      else toast.error(outcome.problem.detail);
    });
  return (
    <>
      <Button variant={variant} size="sm" aria-label={label} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={question}
        description={effect}
        confirmLabel={confirmLabel}
        loading={isEnding}
        onConfirm={confirm}
      />
    </>
  );
}
