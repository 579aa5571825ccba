'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { addJobAction, changeJobAction } from '@/app/(app)/jobs/actions';
import type { JobPatch, JobSummary, SavedJob } from '@/lib/jobs/schema';
import { callAction } from '../calls/call-action';
import type { Refusal } from '../calls/refusal';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';
import { type LimitHit, limitHitOf } from '../usage/limit-hit';
import { JobFields } from './job-fields';
import { changedFields, type JobFormErrors, jobFormErrors, readJobForm } from './job-form';

type JobDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The job to edit; without one the dialog adds a new job. One of a list comes without its description. */
  job: JobSummary | SavedJob | undefined;
  /** Shows the job without offering to change it. */
  readOnly: boolean;
  onSaved: (job: JobSummary) => void;
  /** The quota was full when the job arrived, though it was not when the dialog opened. */
  onLimitHit: (hit: LimitHit) => void;
};

/** Adds or edits a saved job. */
export function JobDialog({ open, onOpenChange, job, readOnly, ...saving }: JobDialogProps) {
  const title = job ? (readOnly ? 'Job' : 'Edit job') : 'Add a job';
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={title}>
        <JobForm job={job} readOnly={readOnly} {...saving} />
      </DialogContent>
    </Dialog>
  );
}

function JobForm({ job, readOnly, onSaved, onLimitHit }: Omit<JobDialogProps, 'open' | 'onOpenChange'>) {
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef({ body: '', key: '' });
  const saveAnyway = useRef<() => void>(null);
  const [errors, setErrors] = useState<JobFormErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [saving, startSaving] = useTransition();

  const showErrors = (found: JobFormErrors) => {
    setErrors(found);
    const first = [...(form.current?.elements ?? [])].find(
      (element) =>
        element.getAttribute('name') !== null && Object.hasOwn(found, element.getAttribute('name') ?? ''),
    );
    if (first instanceof HTMLElement) first.focus();
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    setRefusal(null);
    const read = readJobForm(new FormData(event.currentTarget));
    if ('errors' in read) {
      showErrors(read.errors);
      return;
    }
    setErrors({});
    if (job) change(job, changedFields(read.input, job), job.updatedAt);
    else send(() => addJobAction(read.input, keyFor(attempt.current, JSON.stringify(read.input))));
  };

  const change = (changed: JobSummary, patch: JobPatch | null, expectedUpdatedAt?: string) => {
    if (patch === null) onSaved(changed);
    else {
      // Sent again without the version, it is saved whatever was changed meanwhile.
      saveAnyway.current = () => change(changed, patch);
      send(() => changeJobAction(changed.id, expectedUpdatedAt ? { ...patch, expectedUpdatedAt } : patch));
    }
  };

  const send = (write: () => ReturnType<typeof changeJobAction>) =>
    startSaving(async () => {
      const outcome = await callAction(write);
      if (outcome.ok) {
        onSaved(outcome.data);
        return;
      }
      const hit = limitHitOf(outcome.problem);
      if (hit) {
        onLimitHit(hit);
      } else {
        const fieldErrors = jobFormErrors(outcome.problem.issues ?? []);
        if (Object.keys(fieldErrors).length > 0) showErrors(fieldErrors);
        else setRefusal(outcome.problem);
      }
    });

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {refusal ? (
          <Alert
            tone="danger"
            title={refusal.title}
            live
            className="mb-4"
            action={
              refusal.error === 'payment_required' ? (
                <ButtonLink href="/account/billing" variant="secondary" size="sm">
                  Open billing
                </ButtonLink>
              ) : refusal.error === 'conflict' ? (
                <Button variant="secondary" size="sm" onClick={() => saveAnyway.current?.()}>
                  Save mine anyway
                </Button>
              ) : undefined
            }
          >
            {refusal.detail}
          </Alert>
        ) : null}
        <JobFields job={job} errors={errors} readOnly={readOnly} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">{readOnly ? 'Close' : 'Cancel'}</Button>
        </DialogClose>
        {readOnly ? null : (
          <Button type="submit" loading={saving}>
            {job ? 'Save changes' : 'Save job'}
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}

// One key per content: sending the same job again after a lost answer saves it once, a corrected job is a new request.
function keyFor(attempt: { body: string; key: string }, body: string): string {
  if (attempt.body !== body) {
    attempt.body = body;
    attempt.key = crypto.randomUUID();
  }
  return attempt.key;
}
