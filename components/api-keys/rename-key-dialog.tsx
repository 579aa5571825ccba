'use client';

import { type FormEvent, useState, useTransition } from 'react';
import { renameKeyAction } from '@/app/(app)/account/api-keys/actions';
import type { ApiKey } from '@/lib/auth/api-keys';
import { callAction } from '../calls/call-action';
import type { Refusal } from '../calls/refusal';
import { RefusalAlert } from '../calls/refusal-alert';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';

type RenameKeyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  apiKey: ApiKey | undefined;
  onRenamed: () => void;
};

/** Gives a key another name. */
export function RenameKeyDialog({ open, onOpenChange, apiKey, onRenamed }: RenameKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Rename key" size="sm">
        {apiKey ? <RenameForm apiKey={apiKey} onRenamed={onRenamed} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ apiKey: { id, name }, onRenamed }: { apiKey: ApiKey; onRenamed: () => void }) {
  const [error, setError] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [saving, startSaving] = useTransition();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    const given = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    setError(given ? undefined : 'Give it a name, such as what uses it.');
    if (!given) return;
    startSaving(async () => {
      const outcome = await callAction(() => renameKeyAction(id, { name: given }));
      if (outcome.ok) onRenamed();
      else setRefusal(outcome.problem);
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid gap-4">
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Field label="Name" error={error} required>
          <Input name="name" defaultValue={name} maxLength={100} autoComplete="off" />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={saving}>
          Save name
        </Button>
      </DialogFooter>
    </form>
  );
}
