'use client';

import { type JobSummary, jobStatuses } from '@/lib/jobs/schema';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { Textarea } from '../ui/textarea';
import { CaptureButton } from './capture-button';
import type { JobFormErrors } from './job-form';
import { statusLook } from './status-look';

type JobFieldsProps = { job: JobSummary | undefined; errors: JobFormErrors; readOnly: boolean };

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
    </div>
  );
}
