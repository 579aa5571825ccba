import type { WhileActing } from '@/lib/http';
import type { FormState } from './form-state';
import { runAction } from './run-action';

/** The text fields of a form; files have no place in these. */
export type Fields = Readonly<Record<string, string>>;

/** Of a form: the names of fields that come back as they were typed; and what its action is to an admin who acts as somebody. */
export type FormKind = { keep: readonly string[]; whileActing: WhileActing | 'oneself' };

/**
 * {@link runAction} for a form's server action, with every problem turned into a state that the form can show. What
 * was typed into the fields named by `keep` comes back, for a page without JavaScript.
 * @param kind the names of those fields alone, for an action that is refused to who acts as somebody
 */
export async function submitForm<Outcome extends string>(
  form: FormData,
  kind: readonly string[] | FormKind,
  work: (fields: Fields) => Promise<Outcome | null>,
): Promise<FormState<Outcome, never>> {
  const { keep, whileActing } = 'keep' in kind ? kind : { keep: kind, whileActing: 'never' as const };
  const fields = fieldsOf(form);
  const values = Object.fromEntries(keep.map((name) => [name, fields[name] ?? '']));
  const result = await runAction(() => work(fields), whileActing);
  return result.ok
    ? { values, problem: null, outcome: result.data }
    : { values, problem: result.problem, outcome: null };
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
