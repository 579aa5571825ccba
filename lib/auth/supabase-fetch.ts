import { type Dependency, dependency } from '@/lib/resilience';

/** Milliseconds that Supabase has to answer; sending a mail is among what it does meanwhile. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The `fetch` of every call to Supabase Auth from the server: within ten seconds, and not at all for a while once it was
 * down three times in a row. Supabase's client takes what it throws for a service that cannot be reached, and
 * `authProblem` makes the 503 of that.
 */
export const supabaseFetch: typeof fetch = guardedFetch();

/**
 * What makes {@link supabaseFetch}. What sends a mail has a breaker of its own: a mail server that hangs must not keep
 * anybody from signing in.
 */
export function guardedFetch(inner: typeof fetch = fetch): typeof fetch {
  const service = guarded('sign-in service');
  const mail = guarded('sign-in mail');
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    return (sendsMail.test(pathname) ? mail : service).call(async () => {
      const response = await inner(input, { ...init, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
      if (isDown(response.status)) throw new SupabaseDownError(`Supabase answered ${response.status}.`);
      return response;
    });
  };
}

class SupabaseDownError extends Error {}

const sendsMail = /\/(signup|recover|resend|otp|magiclink|invite)$/;

// What stands before Supabase when it does not answer. A 500 is about one request, such as a mail that was refused.
function isDown(status: number): boolean {
  return status >= 502 && status <= 504;
}

// `fetch` throws for nothing but a connection that failed or took too long.
function guarded(name: string): Dependency {
  return dependency({ name, isFailure: () => true });
}
