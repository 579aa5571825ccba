import type { FormState } from './form-state';
import { runAction } from './run-action';

/** The text fields of a form; files have no place in these. */
export type Fields = Readonly<Record<string, string>>;

/**
 * {@link runAction} for a form's server action, with every problem turned into a state that the form can show. What
 * was typed into the fields named by `keep` comes back, for a page without JavaScript.
 */
export async function submitForm<Outcome extends string>(
  form: FormData,
  keep: readonly string[],
  work: (fields: Fields) => Promise<Outcome | null>,
): Promise<FormState<Outcome, never>> {
  const fields = fieldsOf(form);
  const values = Object.fromEntries(keep.map((name) => [name, fields[name] ?? '']));
  const result = await runAction(() => work(fields));
  return result.ok
    ? { values, problem: null, outcome: result.data }
    : { values, problem: result.problem, outcome: null };
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
