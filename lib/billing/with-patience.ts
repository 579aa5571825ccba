import { problems } from '@/lib/http';

/**
 * What `work` comes to, unless it takes longer: what is only shown beside other things must not keep a page open for
 * as long as Stripe may be tried. `work` goes on all the same.
 * @throws ProblemError 503 after `waitMs`; whatever `work` throws
 */
export async function withPatience<T>(waitMs: number, work: Promise<T>): Promise<T> {
  const { promise: patienceEnds, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(problems.unavailable('payment service', 30)), waitMs);
  // Once nobody waits for it, a failure must not end the process.
  work.catch(() => {});
  try {
    return await Promise.race([work, patienceEnds]);
  } finally {
    clearTimeout(timer);
  }
}
