'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { rotateKeyAction } from '@/app/(app)/account/api-keys/actions';
import type { ApiKey } from '@/lib/auth/api-keys';
import { callAction } from '../calls/call-action';
import type { Refusal } from '../calls/refusal';
import { RefusalAlert } from '../calls/refusal-alert';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';
import { RadioList } from '../ui/radio-list';
import { overlaps } from './key-words';
import type { ToldSecret } from './secret-dialog';

type RotateKeyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  apiKey: ApiKey | undefined;
  onRotated: (told: ToldSecret) => void;
};

/** Asks for how long the old key goes on working beside the one that replaces it. */
export function RotateKeyDialog({ open, onOpenChange, apiKey, onRotated }: RotateKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Rotate “${apiKey?.name ?? ''}”`}
        description="Makes a new key with the same name and the same rights. The two take one place of your plan."
      >
        {apiKey ? <RotateForm apiKey={apiKey} onRotated={onRotated} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function RotateForm({
  apiKey: { id, state },
  onRotated,
}: Pick<RotateKeyDialogProps, 'onRotated'> & { apiKey: ApiKey }) {
  const attempt = useRef({ overlapDays: -1, key: '' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [rotating, startRotating] = useTransition();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    const overlapDays = Number(new FormData(event.currentTarget).get('overlap'));
    if (attempt.current.overlapDays !== overlapDays)
      attempt.current = { overlapDays, key: crypto.randomUUID() };
    startRotating(async () => {
      const outcome = await callAction(() => rotateKeyAction(id, { overlapDays }, attempt.current.key));
      if (outcome.ok) onRotated({ name: outcome.data.key.name, secret: outcome.data.secret });
      else setRefusal(outcome.problem);
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid gap-4">
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        {state === 'inactive' ? (
          <p className="text-muted-foreground text-sm">
            The new key acts as you. The old one does not work any more and goes.
            <input type="hidden" name="overlap" value="0" />
          </p>
        ) : (
          <RadioList legend="The old key works" name="overlap" options={overlaps} defaultValue="1" />
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={rotating}>
          Rotate key
        </Button>
      </DialogFooter>
    </form>
  );
}
