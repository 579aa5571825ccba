import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { problems, toActionResult } from '@/lib/http';
import type { FormState } from './form-state';
import { isSameOrigin } from './same-origin';
import { withRequest } from './with-request';

/** The text fields of a form; files have no place in these. */
export type Fields = Readonly<Record<string, string>>;

/**
 * Runs a form's server action: only for a page of this site, with every problem turned into a state that the form can
 * show. What was typed into the fields named by `keep` comes back, for a page without JavaScript.
 */
export async function submitForm<Outcome extends string>(
  form: FormData,
  keep: readonly string[],
  work: (fields: Fields) => Promise<Outcome | null>,
): Promise<FormState<Outcome>> {
  const fields = fieldsOf(form);
  const values = Object.fromEntries(keep.map((name) => [name, fields[name] ?? '']));
  return withRequest(async () => {
    const result = await toActionResult(async () => {
      if (!isSameOrigin(await headers(), new URL(env().APP_URL).origin))
        throw problems.forbidden('This form was not sent from a page of this site.');
      return work(fields);
    });
    return result.ok
      ? { values, problem: null, outcome: result.data }
      : { values, problem: result.problem, outcome: null };
  });
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
