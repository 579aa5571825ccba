import { problems } from '@/lib/http';

/** Lets through one at a time per key, in the order in which they came. */
type Turnstile = <T>(key: string, work: () => Promise<T>) => Promise<T>;

type TurnstileOptions = {
  /** What people are told is busy, as in a sentence: "payment service". */
  name: string;
  /** Milliseconds that one waits at most for those before. */
  waitMsMax: number;
};

/**
 * A queue per key inside this process, in front of something that is locked for all processes anyway: whoever waits
 * here holds no connection meanwhile, so that one key with many requests takes nothing from the others.
 * The work it gives throws what it throws; who has waited too long gets ProblemError 503 `unavailable`, and its work
 * is not begun.
 */
export function turnstile({ name, waitMsMax }: TurnstileOptions): Turnstile {
  const lastOf = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = lastOf.get(key);
    const left = Promise.withResolvers<void>();
    // Also who gives up leaves only after those before: the next one must not overtake them.
    const mine = Promise.all([before, left.promise]).then(() => {
      if (lastOf.get(key) === mine) lastOf.delete(key);
    });
    lastOf.set(key, mine);
    try {
      if (before && !(await endsWithin(before, waitMsMax))) {
        throw problems.unavailable(name, Math.ceil(waitMsMax / 1000));
      }
      return await work();
    } finally {
      left.resolve();
    }
  };
}

async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const { promise: tooLong, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  try {
    return await Promise.race([work.then(() => true), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
