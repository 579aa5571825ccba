'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { type JobSummary, jobStatuses, type SavedJob, workModes } from '@/lib/jobs/schema';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { Textarea } from '../ui/textarea';
import { CaptureButton } from './capture-button';
import { SavedAlready } from './duplicates/saved-already';
import type { JobFormErrors } from './job-form';
import { PayField } from './pay-field';
import { RichTextField } from './rich-text-field';
import { statusLook } from './status-look';
import { workModeWords } from './work-mode-words';

type JobFieldsProps = {
  /** A job of a list comes without its description, which is then not asked for. */
  job: JobSummary | SavedJob | undefined;
  errors: JobFormErrors;
  readOnly: boolean;
};

/** The fields of a saved job; they keep their own text, starting from the job's. */
export function JobFields({ job, errors, readOnly }: JobFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Job title" error={errors.title} required className="sm:col-span-2">
        <Input
          name="title"
          defaultValue={job?.title}
          maxLength={300}
          autoComplete="off"
          readOnly={readOnly}
        />
      </Field>
      <Field label="Company" error={errors.company} required>
        <Input
          name="company"
          defaultValue={job?.company}
          maxLength={200}
          autoComplete="off"
          readOnly={readOnly}
        />
      </Field>
      <Field label="Location" error={errors.location} optional>
        <Input
          name="location"
          defaultValue={job?.location ?? ''}
          maxLength={200}
          autoComplete="off"
          readOnly={readOnly}
        />
      </Field>
      <Field label="Link to the posting" error={errors.url} optional className="sm:col-span-2">
        <Input
          name="url"
          inputMode="url"
          placeholder="https://"
          defaultValue={job?.url ?? ''}
          maxLength={2048}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={readOnly}
        />
      </Field>
      {readOnly || job ? null : <CaptureButton />}
      {readOnly || job ? null : <SavedAlready />}
      <Field label="Status" error={errors.status} className="sm:col-span-2">
        <Select name="status" defaultValue={job?.status ?? 'saved'} disabled={readOnly}>
          {jobStatuses.map((status) => (
            <option key={status} value={status}>
              {statusLook[status].label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Notes" error={errors.notes} optional className="sm:col-span-2">
        <Textarea name="notes" defaultValue={job?.notes ?? ''} maxLength={20_000} readOnly={readOnly} />
      </Field>
      <MoreFields job={job} errors={errors} readOnly={readOnly} />
    </div>
  );
}

/** What few know when they save a job: out of the way until it is asked for, or there is something in it. */
function MoreFields({ job, errors, readOnly }: JobFieldsProps) {
  const description = job === undefined ? null : 'description' in job ? job.description : undefined;
  const [open, setOpen] = useState(
    Boolean(job?.workMode ?? job?.salary ?? job?.salaryText ?? job?.closesOn ?? job?.source ?? description),
  );
  const isWrong = moreNames.some((name) => errors[name] !== undefined);
  return (
    <details
      open={open || isWrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group sm:col-span-2"
    >
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-13 text-primary hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
        More details
      </summary>
      <div className="grid gap-4 pt-4 sm:grid-cols-2">
        <PayField job={job} error={errors.salaryText} readOnly={readOnly} />
        <Field label="Work mode" error={errors.workMode} optional>
          <Select name="workMode" defaultValue={job?.workMode ?? ''} disabled={readOnly}>
            <option value="">Not known</option>
            {workModes.map((mode) => (
              <option key={mode} value={mode}>
                {workModeWords[mode]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Apply by" error={errors.closesOn} optional>
          <Input name="closesOn" type="date" defaultValue={job?.closesOn ?? ''} readOnly={readOnly} />
        </Field>
        <Field label="Found on" error={errors.source} optional className="sm:col-span-2">
          <Input
            name="source"
            placeholder="LinkedIn, a friend, a fair"
            defaultValue={job?.source ?? ''}
            maxLength={100}
            autoComplete="off"
            readOnly={readOnly}
          />
        </Field>
        {description === undefined || readOnly ? null : (
          <RichTextField
            name="description"
            label="Description"
            placeholder="Paste the words of the posting, before it disappears."
            defaultHtml={description ?? ''}
            error={errors.description}
            className="sm:col-span-2"
          />
        )}
      </div>
    </details>
  );
}

const moreNames = ['salaryText', 'workMode', 'closesOn', 'source', 'description'] as const;
