import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds of a step: more than what Supabase does only for an account that exists takes, such as sending a mail. */
export const EVEN_STEP_MS = 1_000;

type EvenTime<T> = {
  stepMs?: number;
  /** Answers that tell nothing anyway, and need not wait. */
  unless?: (answer: T) => boolean;
};

/**
 * Does the work and answers, or fails, only at the next whole step of time since it began. What takes longer for an
 * address that has an account takes as long for one that has none then, as far as it fits into the same step.
 */
export async function evenTime<T>(
  work: () => Promise<T>,
  { stepMs = EVEN_STEP_MS, unless = () => false }: EvenTime<T> = {},
): Promise<T> {
  const began = performance.now();
  const untilStep = () => {
    const spent = performance.now() - began;
    return sleep(Math.ceil(spent / stepMs) * stepMs - spent);
  };
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    await untilStep();
    throw error;
  }
  if (!unless(answer)) await untilStep();
  return answer;
}
