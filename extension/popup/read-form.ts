import type { z } from 'zod';
import { type JobInput, jobInputSchema } from '@/lib/jobs/schema';
import type { Draft } from '../page/draft';
import { plainText } from '../page/plain-text';

/** What is wrong with each field, by its name. */
export type FormErrors = Partial<Record<keyof JobInput, string>>;

/** The job that a filled-in form describes, or what to correct in it. */
export function readForm(
  form: FormData,
  draft: Draft,
): { job: z.output<typeof jobInputSchema> } | { errors: FormErrors } {
  const parsed = jobInputSchema.safeParse({ ...draftInForm(form, draft), ...restOf(form) });
  if (parsed.success) return { job: parsed.data };
  const errors: FormErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const [name] = path;
    if (typeof name === 'string' && name in jobInputSchema.shape) errors[name as keyof JobInput] ??= message;
  }
  return { errors };
}

/** The draft as it stands in the form. A description that nobody touched keeps its markup. */
export function draftInForm(form: FormData, draft: Draft): Draft {
  const description = textOf(form, 'description');
  const untouched = draft.description ? description.trim() === plainText(draft.description) : false;
  return {
    title: textOf(form, 'title'),
    company: textOf(form, 'company'),
    location: textOf(form, 'location'),
    workMode: workModeOf(textOf(form, 'workMode')),
    salaryText: textOf(form, 'salaryText'),
    closesOn: textOf(form, 'closesOn'),
    url: textOf(form, 'url').trim(),
    source: draft.source ?? null,
    description: untouched ? (draft.description ?? null) : description,
  };
}

function restOf(form: FormData) {
  return { notes: textOf(form, 'notes'), status: textOf(form, 'status') || 'saved' };
}

function workModeOf(text: string): Draft['workMode'] {
  return text === 'remote' || text === 'hybrid' || text === 'onsite' ? text : null;
}

// A browser sends line breaks of forms as two characters.
function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
