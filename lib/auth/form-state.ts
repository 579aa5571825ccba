import type { Problem } from '@/lib/http/problem';

/**
 * What a form shows after it was sent: what was typed (never passwords), what was wrong, or how it ended; and what came
 * of it that can be shown this once.
 */
export type FormState<Outcome extends string = string, Shown = unknown> = {
  values: Readonly<Record<string, string>>;
  problem: Problem | null;
  outcome: Outcome | null;
  shown?: Shown;
};

/** A form that nobody has sent yet. */
export const untouchedForm: FormState<never, never> = { values: {}, problem: null, outcome: null };

/** What is wrong with one field, if anything. */
export function fieldError({ problem }: FormState, field: string): string | undefined {
  return problem?.issues?.find(({ path }) => path === field)?.message;
}

/** What is wrong apart from the fields, if anything. */
export function formError({ problem }: FormState): string | undefined {
  return problem && !problem.issues?.length ? problem.detail : undefined;
}
