'use client';

import { type FormEvent, type ReactNode, useRef, useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/http';
import { callAction } from '../calls/call-action';
import type { Refusal } from '../calls/refusal';
import { RefusalAlert } from '../calls/refusal-alert';
import { Button } from '../ui/button';
import { DialogBody, DialogClose, DialogFooter } from '../ui/dialog';
import { Field } from '../ui/field';
import { Textarea } from '../ui/textarea';

/** What a reason is asked for. */
export type ReasonFormProps<Data> = {
  /** The verb of the action, never "OK". */
  confirmLabel: string;
  /** Whether it takes something away. */
  destructive?: boolean;
  /** Controls over the reason; their values come with it. */
  fields?: ReactNode;
  /** Does it. `given` has the values of `fields` by their names. */
  onConfirm: (reason: string, given: FormData) => Promise<ActionResult<Data>>;
  onDone: (data: Data, reason: string) => void;
};

/** The form of a `ReasonDialog`. */
export function ReasonForm<Data>({
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
