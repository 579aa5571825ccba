'use client';

import { type FormEvent, useRef, useState, useTransition } from 'react';
import { addReminderAction, changeReminderAction } from '@/app/(app)/reminders/actions';
import type { Reminder } from '@/lib/jobs/reminders';
import { snoozeTimes } from '@/lib/jobs/reminders/snooze-times';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { Checkbox } from '../../ui/checkbox';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { SegmentedControl } from '../../ui/segmented-control';
import { Select } from '../../ui/select';
import { callAction, type Refusal } from '../call-action';
import { browserTimeZone } from './browser-time-zone';
import { fieldsOfMoment, type ReminderErrors, type ReminderFields, readReminderForm } from './reminder-form';
import { daysWords, everyWords } from './reminder-words';

type ReminderDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The job that a new one is for, or the reminder to change. */
  subject: { jobId: string } | { reminder: Reminder };
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
  const [errors, setErrors] = useState<ReminderErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [saving, startSaving] = useTransition();
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
    if ('errors' in read) {
      showErrors(read.errors);
      return;
    }
    setErrors({});
    startSaving(async () => {
      const outcome = await callAction(() =>
        'jobId' in subject
          ? addReminderAction(
              read.inputOf(subject.jobId),
              keyFor(attempt.current, JSON.stringify(read.patch)),
            )
          : changeReminderAction(subject.reminder.id, read.patch),
      );
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
      <DialogBody className="grid content-start gap-5">
        {refusal ? <ReminderRefusal refusal={refusal} /> : null}
        {'jobId' in subject ? (
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
          {'jobId' in subject ? 'Set reminder' : 'Save changes'}
        </Button>
      </DialogFooter>
    </form>
  );
}

type FieldsProps = { fields: ReminderFields; change: (some: Partial<ReminderFields>) => void };

function TimeFields({ fields, errors, change }: FieldsProps & { errors: ReminderErrors }) {
  return (
    <>
      <div className="grid gap-2.5">
        <div className="grid grid-cols-2 gap-3">
          <Field label="Day" error={errors.day} required>
            <Input
              type="date"
              name="day"
              value={fields.day}
              onChange={(event) => change({ day: event.target.value })}
            />
          </Field>
          <Field label="Time" error={errors.time} required>
            <Input
              type="time"
              name="time"
              value={fields.time}
              onChange={(event) => change({ time: event.target.value })}
            />
          </Field>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: buttons that fill in two fields, not a fieldset */}
        <div role="group" aria-label="Common times" className="flex flex-wrap gap-2">
          {snoozeTimes(new Date(), browserTimeZone()).map(({ label, at }) => (
            <Button
              key={label}
              variant="secondary"
              size="sm"
              onClick={() => change(fieldsOfMoment(at, browserTimeZone()))}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Field label="Repeat" hint="Once you mark it as done.">
        <Select
          name="repeatDays"
          value={fields.repeatDays}
          onChange={(event) => change({ repeatDays: event.target.value })}
        >
          <option value="">Never</option>
          {offered(repeatChoices, fields.repeatDays).map((days) => (
            <option key={days} value={days}>
              {capitalised(everyWords(days))}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

function SilenceFields({ fields, change }: FieldsProps) {
  return (
    <>
      <Field
        label="After"
        hint="Without a change of status, an edit, a note or an interview. Each of these starts the count anew."
      >
        <Select name="days" value={fields.days} onChange={(event) => change({ days: event.target.value })}>
          {offered(silenceChoices, fields.days).map((days) => (
            <option key={days} value={days}>
              {daysWords(days)} without news
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        name="repeats"
        checked={fields.repeats}
        onChange={(event) => change({ repeats: event.target.checked })}
        label="Again and again"
        description="Once you mark it as done, it counts anew."
      />
    </>
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

const silenceChoices = [3, 5, 7, 10, 14, 21, 30];
const repeatChoices = [1, 7, 14, 30];

// What was set by a script may be none of the usual ones.
function offered(choices: readonly number[], present: string): number[] {
  return [...new Set([...choices, ...(present === '' ? [] : [Number(present)])])].toSorted((a, b) => a - b);
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

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
