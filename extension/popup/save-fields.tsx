import { statusLook } from '@/components/jobs/status-look';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { jobStatuses, workModes } from '@/lib/jobs/schema';
import type { Draft } from '../page/draft';
import { plainText } from '../page/plain-text';
import type { FormErrors } from './read-form';

const workModeWords = { remote: 'Remote', hybrid: 'Hybrid', onsite: 'On site' } as const;

/** The fields of a job that is about to be saved; they keep their own text, starting from what was read. */
export function SaveFields({ draft, errors }: { draft: Draft; errors: FormErrors }) {
  const text = (name: 'title' | 'company' | 'location' | 'salaryText' | 'closesOn' | 'url') => ({
    name,
    defaultValue: draft[name] ?? '',
    autoComplete: 'off',
  });
  return (
    <div className="grid grid-cols-5 gap-3">
      <Field label="Job title" error={errors.title} required className="col-span-5">
        <Input {...text('title')} maxLength={300} />
      </Field>
      <Field label="Company" error={errors.company} required className="col-span-5">
        <Input {...text('company')} maxLength={200} />
      </Field>
      <Field label="Location" error={errors.location} className="col-span-3">
        <Input {...text('location')} maxLength={200} />
      </Field>
      <Field label="Work mode" error={errors.workMode} className="col-span-2">
        <Select name="workMode" defaultValue={draft.workMode ?? ''}>
          <option value="">Not said</option>
          {workModes.map((mode) => (
            <option key={mode} value={mode}>
              {workModeWords[mode]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Pay" error={errors.salaryText} className="col-span-3">
        <Input {...text('salaryText')} maxLength={200} />
      </Field>
      <Field label="Status" error={errors.status} className="col-span-2">
        <Select name="status" defaultValue="saved">
          {jobStatuses
            .filter((status) => status !== 'archived')
            .map((status) => (
              <option key={status} value={status}>
                {statusLook[status].label}
              </option>
            ))}
        </Select>
      </Field>
      <Field label="Notes" error={errors.notes} className="col-span-5">
        <Textarea name="notes" maxLength={20_000} rows={2} className="min-h-16!" />
      </Field>
      <details className="group col-span-5 rounded-md border border-border">
        <summary className="px-3 py-2 text-13 text-muted-foreground hover:text-foreground">
          Link, closing day and description
        </summary>
        <div className="grid gap-3 border-border border-t p-3">
          <Field label="Link to the posting" error={errors.url}>
            <Input {...text('url')} inputMode="url" maxLength={2048} spellCheck={false} />
          </Field>
          <Field label="Closes on" error={errors.closesOn}>
            <Input {...text('closesOn')} type="date" />
          </Field>
          <Field label="Description" error={errors.description}>
            <Textarea
              name="description"
              defaultValue={draft.description ? plainText(draft.description) : ''}
              rows={6}
              maxLength={100_000}
            />
          </Field>
        </div>
      </details>
    </div>
  );
}
