'use client';

import { type FormEvent, useState } from 'react';
import { snoozeTimes } from '@/lib/jobs/reminders/snooze-times';
import { Button } from '../../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { browserTimeZone } from './browser-time-zone';
import { chosenMoment, fieldsOfMoment } from './reminder-form';

type SnoozeDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChosen: (until: Date) => void;
};

/** Asks until when a reminder is put off, where none of the usual times is meant. */
export function SnoozeDialog({ open, onOpenChange, onChosen }: SnoozeDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Snooze until" size="sm">
        <SnoozeForm onChosen={onChosen} />
      </DialogContent>
    </Dialog>
  );
}

function SnoozeForm({ onChosen }: Pick<SnoozeDialogProps, 'onChosen'>) {
  const [fields, setFields] = useState(() => {
    const next = snoozeTimes(new Date(), browserTimeZone()).at(-1);
    return fieldsOfMoment(next?.at ?? new Date(), browserTimeZone());
  });
  const [error, setError] = useState<string>();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const until = chosenMoment(fields, browserTimeZone());
    if (until && until > new Date()) onChosen(until);
    else setError('Choose a day and a time to come.');
  };

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid grid-cols-2 content-start gap-3">
        <Field label="Day" error={error} required>
          <Input
            type="date"
            name="day"
            value={fields.day}
            onChange={({ target }) => setFields((current) => ({ ...current, day: target.value }))}
          />
        </Field>
        <Field label="Time" required>
          <Input
            type="time"
            name="time"
            value={fields.time}
            onChange={({ target }) => setFields((current) => ({ ...current, time: target.value }))}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit">Snooze</Button>
      </DialogFooter>
    </form>
  );
}
