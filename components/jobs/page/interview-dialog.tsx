'use client';

import { addInterviewAction, changeInterviewAction } from '@/app/(app)/jobs/[id]/actions';
import type { Interview, InterviewInput } from '@/lib/jobs/interviews';
import { interviewKinds } from '@/lib/jobs/interviews/schema';
import { Dialog, DialogContent } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { Textarea } from '../../ui/textarea';
import { interviewLook } from '../interview-look';
import { EntryForm } from './entry-form';
import { lengthsWith, lengthWords, readInterview } from './interview-form';
import { nextHour, toLocalInput } from './local-time';

type InterviewDialogProps = {
  jobId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The interview to edit; without one the dialog adds a new one. */
  interview: Interview | undefined;
  onSaved: () => void;
};

/** Adds or edits an interview of a job. It opens in the browser alone, which knows the person's time zone. */
export function InterviewDialog({ jobId, open, onOpenChange, interview, onSaved }: InterviewDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={interview ? 'Edit interview' : 'Add an interview'}>
        <EntryForm<InterviewInput>
          read={readInterview}
          send={(input, key) =>
            interview
              ? changeInterviewAction(jobId, interview.id, input)
              : addInterviewAction(jobId, input, key)
          }
          onSaved={onSaved}
          submitLabel={interview ? 'Save changes' : 'Add interview'}
        >
          {(errors) => <InterviewFields interview={interview} errors={errors} />}
        </EntryForm>
      </DialogContent>
    </Dialog>
  );
}

type InterviewFieldsProps = { interview: Interview | undefined; errors: Readonly<Record<string, string>> };

function InterviewFields({ interview, errors }: InterviewFieldsProps) {
  const minutes = interview
    ? Math.round((Date.parse(interview.endsAt) - Date.parse(interview.startsAt)) / 60_000)
    : 60;
  const startsAt = interview ? new Date(interview.startsAt) : nextHour(new Date());
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Starts"
        hint={`Your time (${timeZone.replaceAll('_', ' ')})`}
        error={errors.startsAt ?? errors.endsAt}
        required
      >
        <Input
          name="startsAt"
          type="datetime-local"
          defaultValue={toLocalInput(startsAt)}
          min="2000-01-01T00:00"
          max="2099-12-31T23:59"
        />
      </Field>
      <Field label="Length">
        <Select name="minutes" defaultValue={minutes}>
          {lengthsWith(minutes).map((each) => (
            <option key={each} value={each}>
              {lengthWords(each)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Kind" error={errors.kind}>
        <Select name="kind" defaultValue={interview?.kind ?? 'video'}>
          {interviewKinds.map((kind) => (
            <option key={kind} value={kind}>
              {interviewLook[kind].label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Where" error={errors.location} optional>
        <Input
          name="location"
          placeholder="Link, address or number"
          defaultValue={interview?.location ?? ''}
          maxLength={500}
          autoComplete="off"
        />
      </Field>
      <Field label="Notes" error={errors.notes} optional className="sm:col-span-2">
        <Textarea
          name="notes"
          rows={3}
          placeholder="Who you will meet, what to prepare."
          defaultValue={interview?.notes ?? ''}
          maxLength={5_000}
        />
      </Field>
    </div>
  );
}
