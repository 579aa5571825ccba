'use client';

import { type FormEvent, type ReactNode, useRef, useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/http';
import { RefusalAlert } from '../api-keys/refusal-alert';
import { callAction, type Refusal } from '../jobs/call-action';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '../ui/dialog';
import { Field } from '../ui/field';
import { Textarea } from '../ui/textarea';
import { toast } from '../ui/toast';

type ReasonDialogProps<Data> = {
  /** The button that opens it. */
  trigger: ReactNode;
  /** The question, such as "Suspend this account?". */
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The verb of the action, never "OK". */
  confirmLabel: string;
  /** Whether it takes something away. */
  destructive?: boolean;
  /** Controls over the reason; their values come with it. */
  fields?: ReactNode;
  /** Does it. `given` has the values of `fields` by their names. */
  onConfirm: (reason: string, given: FormData) => Promise<ActionResult<Data>>;
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
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger>{trigger}</DialogTrigger>
      <DialogContent title={title} description={description}>
        <ReasonForm {...asking} onDone={finish} />
      </DialogContent>
    </Dialog>
  );
}

type ReasonFormProps<Data> = Pick<
  ReasonDialogProps<Data>,
  'confirmLabel' | 'destructive' | 'fields' | 'onConfirm'
> & { onDone: (data: Data, reason: string) => void };

function ReasonForm<Data>({
  confirmLabel,
  destructive = false,
  fields,
  onConfirm,
  onDone,
}: ReasonFormProps<Data>) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [doing, startDoing] = useTransition();

  const showError = (message: string) => {
    setError(message);
    box.current?.focus();
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (doing) return;
    setRefusal(null);
    setError(null);
    const given = new FormData(event.currentTarget);
    const reason = String(given.get('reason') ?? '').trim();
    if (reason.length < 3) {
      showError('Say why, so that whoever looks later understands it.');
      return;
    }
    startDoing(async () => {
      const outcome = await callAction(() => onConfirm(reason, given));
      if (outcome.ok) {
        onDone(outcome.data, reason);
        return;
      }
      const issue = outcome.problem.issues?.find(({ path }) => path === 'reason');
      if (issue) showError(issue.message);
      else setRefusal(outcome.problem);
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid content-start gap-5">
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        {fields}
        <Field label="Reason" hint="Kept in the audit log, with your name." error={error} required>
          <Textarea ref={box} name="reason" rows={3} maxLength={500} autoComplete="off" />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={destructive ? 'danger' : 'primary'} loading={doing}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}

async function runUndo(takeBack: () => Promise<ActionResult<unknown>>): Promise<void> {
  const outcome = await callAction(takeBack);
  if (outcome.ok) toast.success('Taken back');
  else toast.error(outcome.problem.title, { description: outcome.problem.detail });
}
