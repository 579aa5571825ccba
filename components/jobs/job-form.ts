import { z } from 'zod';
import { type JobInput, jobInputSchema } from '@/lib/jobs/schema';

/** What is wrong with each field, by its name. */
export type JobFormErrors = Partial<Record<keyof JobInput, string>>;

/** The job that a filled-in form describes, or what to correct in it. */
export function readJobForm(form: FormData): { input: JobInput } | { errors: JobFormErrors } {
  const parsed = jobInputSchema.safeParse({
    title: textOf(form, 'title'),
    company: textOf(form, 'company'),
    location: textOf(form, 'location'),
    url: withScheme(textOf(form, 'url').trim()),
    notes: textOf(form, 'notes'),
    status: textOf(form, 'status'),
  });
  return parsed.success ? { input: parsed.data } : { errors: jobFormErrors(parsed.error.issues) };
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

const fieldSchema = z.enum(['title', 'company', 'location', 'url', 'notes', 'status']);

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

// People copy "acme.com/jobs/1"; whatever already names a scheme is left for the schema to judge.
function withScheme(url: string): string {
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u.test(url) ? `https://${url}` : url;
}
