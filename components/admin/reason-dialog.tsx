'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { ActionResult } from '@/lib/http';
import { callAction } from '../calls/call-action';
import { Dialog, DialogContent, DialogTrigger } from '../ui/dialog';
import { lazyPart, useLazyPart } from '../ui/lazy-part';
import { toast } from '../ui/toast';
import type { ReasonFormProps } from './reason-form';

const reasonForm = lazyPart(async () => (await import('./reason-form')).ReasonForm);

type ReasonDialogProps<Data> = Omit<ReasonFormProps<Data>, 'onDone'> & {
  /** The button that opens it. */
  trigger: ReactNode;
  /** The question, such as "Suspend this account?". */
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** Told when it is done. Without one, `confirmLabel` and that it is done. */
  done?: string | ((data: Data) => string);
  /** Takes it back, offered for as long as the message about it is there; null where there is nothing to take back. */
  undo?: (data: Data, reason: string) => (() => Promise<ActionResult<unknown>>) | null;
};

/** Asks for the reason of what an admin is about to do, does it, and offers to take it back. */
export function ReasonDialog<Data>({
  trigger,
  title,
  description,
  done,
  undo,
  ...asking
}: ReasonDialogProps<Data>) {
  const [isOpen, setOpen] = useState(false);
  const ReasonForm = useLazyPart(reasonForm);
  useEffect(() => {
    if (isOpen) void reasonForm.want();
  }, [isOpen]);
  const finish = (data: Data, reason: string) => {
    setOpen(false);
    const message = typeof done === 'function' ? done(data) : (done ?? `${asking.confirmLabel}: done`);
    const takeBack = undo?.(data, reason);
    // Long enough to read what was done and to think better of it.
    const options = takeBack && {
      duration: 12_000,
      action: { label: 'Undo', onClick: () => void runUndo(takeBack) },
    };
    toast.success(message, options || undefined);
  };
  return (
    // Open once its form is there, in whose first field it begins.
    <Dialog open={isOpen && ReasonForm !== null} onOpenChange={setOpen}>
      <DialogTrigger>{trigger}</DialogTrigger>
      <DialogContent title={title} description={description}>
        {ReasonForm ? <ReasonForm {...asking} onDone={finish} /> : null}
      </DialogContent>
    </Dialog>
  );
}

async function runUndo(takeBack: () => Promise<ActionResult<unknown>>): Promise<void> {
  const outcome = await callAction(takeBack);
  if (outcome.ok) toast.success('Taken back');
  else toast.error(outcome.problem.title, { description: outcome.problem.detail });
}
