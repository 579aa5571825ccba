'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { addReminderAction, changeReminderAction } from '@/app/(app)/reminders/actions';
import type { ActionResult } from '@/lib/http';
import type { Reminder } from '@/lib/jobs/reminders';
import { snoozeTimes } from '@/lib/jobs/reminders/snooze-times';
import { callAction } from '../../calls/call-action';
import type { Refusal } from '../../calls/refusal';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { SegmentedControl } from '../../ui/segmented-control';
import { browserTimeZone } from './browser-time-zone';
import { JobPicker } from './job-picker';
import { SilenceFields, TimeFields } from './reminder-fields';
import { fieldsOfMoment, type ReminderErrors, type ReminderFields, readReminderForm } from './reminder-form';
import type { FoundJob } from './use-found-jobs';

type ReminderDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The job that a new one is for, null where it is chosen here, or the reminder to change. */
  subject: { jobId: string | null } | { reminder: Reminder };
  onSaved: (reminder: Reminder) => void;
};

/** Makes a reminder, or changes one. */
export function ReminderDialog({ open, onOpenChange, ...rest }: ReminderDialogProps) {
  const title = 'jobId' in rest.subject ? 'New reminder' : 'Change reminder';
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={title}>
        <ReminderForm {...rest} />
      </DialogContent>
    </Dialog>
  );
}

function ReminderForm({ subject, onSaved }: Pick<ReminderDialogProps, 'subject' | 'onSaved'>) {
  const form = useRef<HTMLFormElement>(null);
  const attempt = useRef({ body: '', key: '' });
  const [fields, setFields] = useState(() => begin(subject));
  const [job, setJob] = useState<FoundJob | null>(null);
  const [errors, setErrors] = useState<ReminderErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [saving, startSaving] = useTransition();
  const isNew = 'jobId' in subject;
  const change = (some: Partial<ReminderFields>) => setFields((current) => ({ ...current, ...some }));

  const showErrors = (found: ReminderErrors) => {
    setErrors(found);
    const [first] = Object.keys(found);
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    const read = readReminderForm(fields, { now: new Date(), timeZone: browserTimeZone() });
    if ('reminder' in subject) {
      if ('errors' in read) showErrors(read.errors);
      else send(() => changeReminderAction(subject.reminder.id, read.patch));
      return;
    }
    const jobId = subject.jobId ?? job?.id;
    if ('errors' in read || jobId === undefined) {
      showErrors({
        ...(jobId === undefined && { job: 'Choose a job.' }),
        ...('errors' in read && read.errors),
      });
      return;
    }
    const input = read.inputOf(jobId);
    send(() => addReminderAction(input, keyFor(attempt.current, JSON.stringify(input))));
  };

  const send = (work: () => Promise<ActionResult<Reminder>>) => {
    setErrors({});
    startSaving(async () => {
      const outcome = await callAction(work);
      if (outcome.ok) onSaved(outcome.data);
      else {
        const issue = outcome.problem.issues?.find(({ path }) => path === 'at');
        if (issue) showErrors({ day: issue.message });
        else setRefusal(outcome.problem);
      }
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid grid-cols-1 content-start gap-5">
        {refusal ? <ReminderRefusal refusal={refusal} /> : null}
        {isNew && subject.jobId === null ? (
          <JobPicker value={job} onChange={setJob} error={errors.job} />
        ) : null}
        {isNew ? (
          <SegmentedControl
            label="When to remind"
            value={fields.kind}
            onValueChange={(kind) => change({ kind })}
            options={[
              { value: 'at', label: 'At a time' },
              { value: 'silence', label: 'If nothing happens' },
            ]}
            className="w-full"
          />
        ) : null}
        {fields.kind === 'at' ? (
          <TimeFields fields={fields} errors={errors} change={change} />
        ) : (
          <SilenceFields fields={fields} change={change} />
        )}
        <Field label="Note" hint="Such as what to ask. It is in the mail, too." error={errors.note} optional>
          <Input
            name="note"
            maxLength={500}
            autoComplete="off"
            value={fields.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={saving}>
          {isNew ? 'Set reminder' : 'Save changes'}
        </Button>
      </DialogFooter>
    </form>
  );
}

function ReminderRefusal({ refusal }: { refusal: Refusal }) {
  const isPlan = refusal.error === 'plan_upgrade_required';
  return (
    <Alert
      tone="danger"
      title={refusal.title}
      live
      action={
        isPlan || refusal.error === 'payment_required' ? (
          <ButtonLink
            href={isPlan ? '/pricing?feature=reminders' : '/account/billing'}
            variant="secondary"
            size="sm"
          >
            {isPlan ? 'See plans' : 'Open billing'}
          </ButtonLink>
        ) : undefined
      }
    >
      {refusal.detail}
    </Alert>
  );
}

function begin(subject: ReminderDialogProps['subject']): ReminderFields {
  const zone = browserTimeZone();
  const [soonest] = snoozeTimes(new Date(), zone).filter(({ label }) => label !== 'Later today');
  const fresh: ReminderFields = {
    kind: 'at',
    ...(soonest ? fieldsOfMoment(soonest.at, zone) : { day: '', time: '09:00' }),
    repeatDays: '',
    days: '7',
    repeats: false,
    note: '',
  };
  if ('jobId' in subject) return fresh;
  const { kind, snoozedUntil, at, repeatDays, days, repeats, note } = subject.reminder;
  const moment = snoozedUntil ?? at;
  return {
    ...fresh,
    kind,
    ...(moment && kind === 'at' ? fieldsOfMoment(new Date(moment), zone) : {}),
    repeatDays: repeatDays === null ? '' : String(repeatDays),
    days: String(days ?? 7),
    repeats,
    note: note ?? '',
  };
}

// One key per content: sent again after a lost answer, it is made once.
function keyFor(attempt: { body: string; key: string }, body: string): string {
  if (attempt.body !== body) {
    attempt.body = body;
    attempt.key = crypto.randomUUID();
  }
  return attempt.key;
}
