'use client';

import { CircleAlert } from 'lucide-react';
import { type FormEvent, useId, useRef, useState, useTransition } from 'react';
import { createKeyAction } from '@/app/(app)/account/api-keys/actions';
import { scopes, scopesIn, scopeWords } from '@/lib/auth/scopes';
import { callAction } from '../calls/call-action';
import type { Refusal } from '../calls/refusal';
import { RefusalAlert } from '../calls/refusal-alert';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { type LimitHit, limitHitOf } from '../usage/limit-hit';
import { endAfter, lifetimes } from './key-words';
import type { ToldSecret } from './secret-dialog';

type CreateKeyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (told: ToldSecret) => void;
  /** The quota was full when the key was asked for, though it was not when the dialog opened. */
  onLimitHit: (hit: LimitHit) => void;
};

/** Asks what a new key is for and what it may do. */
export function CreateKeyDialog({ open, onOpenChange, ...making }: CreateKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="New API key">
        <CreateKeyForm {...making} />
      </DialogContent>
    </Dialog>
  );
}

type Errors = { name?: string; scopes?: string };

function CreateKeyForm({ onCreated, onLimitHit }: Pick<CreateKeyDialogProps, 'onCreated' | 'onLimitHit'>) {
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef<{ body: string; key: string; expiresAt: string | null }>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [making, startMaking] = useTransition();

  const showErrors = (found: Errors) => {
    setErrors(found);
    const field = form.current?.querySelector<HTMLElement>(`[name="${found.name ? 'name' : 'scopes'}"]`);
    field?.focus();
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    const given = new FormData(event.currentTarget);
    const fields = {
      name: String(given.get('name') ?? '').trim(),
      scopes: scopesIn(given.getAll('scopes').map(String)),
    };
    const found: Errors = {
      ...(fields.name ? {} : { name: 'Give it a name, such as what will use it.' }),
      ...(fields.scopes.length > 0 ? {} : { scopes: 'Choose at least one.' }),
    };
    if (found.name || found.scopes) {
      showErrors(found);
      return;
    }
    setErrors({});
    const lifetime = String(given.get('lifetime'));
    // One key and one end per content: asked for again after a lost answer, it is made once.
    const body = JSON.stringify({ ...fields, lifetime });
    const { expiresAt, key } =
      attempt.current?.body === body
        ? attempt.current
        : { expiresAt: endAfter(lifetime, new Date()), key: crypto.randomUUID() };
    attempt.current = { body, expiresAt, key };
    startMaking(async () => {
      const outcome = await callAction(() => createKeyAction({ ...fields, expiresAt }, key));
      if (outcome.ok) {
        onCreated({ name: outcome.data.key.name, secret: outcome.data.secret });
        return;
      }
      const hit = limitHitOf(outcome.problem);
      const issue = outcome.problem.issues?.find(({ path }) => path === 'name');
      if (hit) onLimitHit(hit);
      else if (issue) showErrors({ name: issue.message });
      else setRefusal(outcome.problem);
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid content-start gap-5">
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Field label="Name" hint="What will use it, such as “Nightly import”." error={errors.name} required>
          <Input name="name" maxLength={100} autoComplete="off" />
        </Field>
        <ScopeChoice error={errors.scopes} />
        <Field label="Works for" hint="Then it is refused. It can be rotated before.">
          <Select name="lifetime">
            {lifetimes.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={making}>
          Make key
        </Button>
      </DialogFooter>
    </form>
  );
}

function ScopeChoice({ error }: { error: string | undefined }) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="grid gap-2.5">
      <legend className="mb-2 font-medium text-sm">What it may do</legend>
      <div className="grid gap-2.5 sm:grid-cols-2">
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            name="scopes"
            value={scope}
            defaultChecked={scope === 'jobs:read'}
            label={scopeWords[scope]}
            description={<code>{scope}</code>}
          />
        ))}
      </div>
      {error ? (
        <p id={errorId} className="flex items-start gap-1.5 text-13 text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.75 size-3.5 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
    </fieldset>
  );
}
