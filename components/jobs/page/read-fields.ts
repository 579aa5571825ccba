import type { z } from 'zod';

/** What is wrong with each field, by its name, in the order of the schema. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Text of a form by the names of its fields, checked; otherwise the first message for each field. */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  values: Record<string, unknown>,
): { input: z.output<Schema> } | { errors: FieldErrors } {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { input: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message;
  return { errors };
}

/** What was typed into a field; an absent one is empty. */
export function fieldText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
