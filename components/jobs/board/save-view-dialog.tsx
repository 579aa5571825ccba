'use client';

import { type FormEvent, useState, useTransition } from 'react';
import { saveViewAction } from '@/app/(app)/jobs/view-actions';
import { callAction } from '../../calls/call-action';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { toast } from '../../ui/toast';

type SaveViewDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is kept: the query of the board's address. */
  query: string;
};

/** Keeps the present filters, order and look under a name. */
export function SaveViewDialog({ open, onOpenChange, query }: SaveViewDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Save this view"
        description="It keeps the filters, the order and whether you look at the board or the table. Only you see it."
        size="sm"
      >
        <SaveViewForm query={query} onSaved={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function SaveViewForm({ query, onSaved }: { query: string; onSaved: () => void }) {
  const [error, setError] = useState<string>();
  const [saving, startSaving] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startSaving(async () => {
      const outcome = await callAction(() =>
        saveViewAction({
          name: String(form.get('name') ?? ''),
          query,
          isDefault: form.get('isDefault') === 'on',
        }),
      );
      if (outcome.ok) {
        toast.success('View saved');
        onSaved();
      } else setError(outcome.problem.issues?.[0]?.message ?? outcome.problem.detail);
    });
  };
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid gap-4">
        <Field label="Name" error={error} required>
          <Input name="name" maxLength={60} autoComplete="off" placeholder="Remote, closing soon" />
        </Field>
        <Checkbox name="isDefault" label="Open it whenever I come to my jobs" />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={saving}>
          Save view
        </Button>
      </DialogFooter>
    </form>
  );
}
