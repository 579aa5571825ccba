import { z } from 'zod';
import {
  type JobInput,
  type JobPatch,
  type JobSummary,
  jobInputSchema,
  type SavedJob,
} from '@/lib/jobs/schema';
import { salaryWords } from './salary-words';

/** What is wrong with each field, by its name. */
export type JobFormErrors = Partial<Record<keyof JobInput, string>>;

/** The job that a filled-in form describes, or what to correct in it. A field that the form does not have stays absent. */
export function readJobForm(form: FormData): { input: JobInput } | { errors: JobFormErrors } {
  const url = withScheme(textOf(form, 'url').trim());
  const parsed = jobInputSchema.safeParse({
    title: textOf(form, 'title'),
    company: textOf(form, 'company'),
    location: textOf(form, 'location'),
    url,
    notes: textOf(form, 'notes'),
    status: textOf(form, 'status'),
    ...(form.has('workMode') ? { workMode: textOf(form, 'workMode') || null } : {}),
    ...(form.has('salaryText') ? { salaryText: textOf(form, 'salaryText') } : {}),
    ...(form.has('source') ? { source: textOf(form, 'source') } : {}),
    ...(form.has('closesOn') ? { closesOn: textOf(form, 'closesOn') } : {}),
    ...(form.has('description') ? { description: textOf(form, 'description') } : {}),
  });
  return parsed.success ? { input: parsed.data } : { errors: jobFormErrors(parsed.error.issues) };
}

/**
 * What of a job the person has changed; null when nothing. Only that is sent, so that somebody who corrects the title
 * does not take back what a colleague has entered elsewhere meanwhile.
 */
export function changedFields(input: JobInput, job: JobSummary | SavedJob): JobPatch | null {
  const former: Record<string, unknown> = { ...job, salaryText: payOf(job) || null };
  const changed = Object.entries(input).filter(([name, value]) => former[name] !== value);
  if (changed.length === 0) return null;
  const patch: JobPatch = Object.fromEntries(changed);
  // No words, no range either.
  return patch.salaryText === null ? { ...patch, salary: null } : patch;
}

/** The pay as the form shows it: in the words of the posting, or else in ours. */
export function payOf({ salary, salaryText }: Pick<JobSummary, 'salary' | 'salaryText'>): string {
  return salaryText ?? (salary ? salaryWords(salary) : '');
}

/** The first message per field; paths are as zod has them or dotted, as a problem tells them. */
export function jobFormErrors(
  issues: ReadonlyArray<{ path: string | PropertyKey[]; message: string }>,
): JobFormErrors {
  const errors: JobFormErrors = {};
  for (const { path, message } of issues) {
    const field = fieldSchema.safeParse(typeof path === 'string' ? path.split('.')[0] : path[0]);
    if (field.success) errors[field.data] ??= message;
  }
  return errors;
}

const fieldSchema = z.enum([
  'title',
  'company',
  'location',
  'url',
  'notes',
  'status',
  'workMode',
  'salaryText',
  'source',
  'closesOn',
  'description',
]);
function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** People copy "acme.com/jobs/1"; whatever already names a scheme is left for the schema to judge. */
export function withScheme(url: string): string {
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u.test(url) ? `https://${url}` : url;
}
