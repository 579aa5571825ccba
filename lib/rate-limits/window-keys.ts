import { windowAt } from './sliding-window';

/**
 * Where Redis counts what a subject had of a limit, in the window of this moment and in the one before.
 * @param policy a name that no other limit has, with whatever stands before the subject
 */
export function windowKeys(policy: string, subject: string, windowMs: number, now: number): [string, string] {
  const { index } = windowAt(windowMs, now);
  const key = (window: number) => `rate:${policy}:${subject}:${window}`;
  return [key(index), key(index - 1)];
}

/**
 * What Lua is told of a window: the share of the one before that still counts, and for how many milliseconds to keep what is
 * counted: as long as it counts, and one more window, for the clocks of the instances are not the same.
 */
export function windowArguments(windowMs: number, now: number): [weight: string, keepMs: string] {
  return [windowAt(windowMs, now).weight.toFixed(9), String(3 * windowMs)];
}
