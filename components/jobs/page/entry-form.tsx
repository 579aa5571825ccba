'use client';

import { type FormEvent, type ReactNode, useRef, useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/http';
import { callAction } from '../../calls/call-action';
import type { Refusal } from '../../calls/refusal';
import { RefusalAlert } from '../../calls/refusal-alert';
import { Button } from '../../ui/button';
import { DialogBody, DialogClose, DialogFooter } from '../../ui/dialog';
import type { FieldErrors } from './read-fields';

type EntryFormProps<Input> = {
  /** What the filled-in form says, or what to correct in it. */
  read: (form: FormData) => { input: Input } | { errors: FieldErrors };
  /** Writes it. The key is the same for the same content: sent again after a lost answer, it is made once. */
  send: (input: Input, key: string) => Promise<ActionResult<unknown>>;
  onSaved: () => void;
  submitLabel: string;
  /** The fields, with what is wrong at each. */
  children: (errors: FieldErrors) => ReactNode;
};

/** The form within a dialog that adds or changes something of a job: reads, sends, and tells what is wrong at the fields. */
export function EntryForm<Input>({ read, send, onSaved, submitLabel, children }: EntryFormProps<Input>) {
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef({ body: '', key: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [saving, startSaving] = useTransition();

  const showErrors = (found: FieldErrors) => {
    setErrors(found);
    const [name] = Object.keys(found);
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    setRefusal(null);
    const answer = read(new FormData(event.currentTarget));
    if ('errors' in answer) {
      showErrors(answer.errors);
      return;
    }
    setErrors({});
    const { input } = answer;
    const body = JSON.stringify(input);
    if (attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() };
    startSaving(async () => {
      const outcome = await callAction(() => send(input, attempt.current.key));
      if (outcome.ok) {
        onSaved();
        return;
      }
      const found = Object.fromEntries(
        (outcome.problem.issues ?? []).map(({ path, message }) => [path, message]),
      );
      const [name] = Object.keys(found);
      if (name && form.current?.querySelector(`[name="${name}"]`)) showErrors(found);
      else setRefusal(outcome.problem);
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid content-start gap-4">
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        {children(errors)}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={saving}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
