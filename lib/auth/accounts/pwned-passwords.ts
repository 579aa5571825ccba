import { env } from '@/lib/env';
import { logger, pwnedPasswordChecks } from '@/lib/observability';
import { type Dependency, dependency } from '@/lib/resilience';

/** Milliseconds that the service has to answer; somebody waits for the form. */
const ANSWER_TIMEOUT_MS = 1_500;
/** Bytes of an answer; with padding the service sends about 40 000. */
const ANSWER_BYTES_MAX = 500_000;

/**
 * Whether a password was in a breach that is known to Have I Been Pwned. The service learns the first five of the
 * forty digits of its SHA-1 and nothing else, and answers with every known rest (k-anonymity). False when it is switched
 * off, and when it does not answer: nobody is kept from signing up by that, and it is counted.
 */
export function isPwned(password: string): Promise<boolean> {
  const address = env().PWNED_PASSWORDS_URL;
  return address === 'off' ? Promise.resolve(false) : isPwnedAt(address, password, service);
}

/** {@link isPwned} at this address, behind this breaker. */
export async function isPwnedAt(address: string, password: string, breaker: Dependency): Promise<boolean> {
  try {
    const hash = await sha1(password);
    const known = await breaker.call(() => rangeOf(address, hash.slice(0, 5)));
    const isKnown = known.has(hash.slice(5));
    pwnedPasswordChecks.inc({ outcome: isKnown ? 'breached' : 'clean' });
    return isKnown;
  } catch (error) {
    pwnedPasswordChecks.inc({ outcome: 'unavailable' });
    logger.warn({ err: error }, 'a password was not looked up among the breached ones');
    return false;
  }
}

const service = dependency({ name: 'list of breached passwords', isFailure: () => true });

async function rangeOf(address: string, prefix: string): Promise<ReadonlySet<string>> {
  const answer = await fetch(`${address}/range/${prefix}`, {
    headers: { 'add-padding': 'true' },
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    cache: 'no-store',
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`The list of breached passwords answered ${answer.status}.`);
  const text = await answer.text();
  if (text.length > ANSWER_BYTES_MAX) throw new Error('The list of breached passwords answered too much.');
  return suffixesIn(text);
}

/** Lines are `SUFFIX:COUNT`; those that only pad the answer have the count 0. */
function suffixesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    const [, suffix, count] = /^([0-9A-F]{35}):(\d+)\s*$/i.exec(line) ?? [];
    if (suffix && Number(count) > 0) found.add(suffix.toUpperCase());
  }
  return found;
}

// SHA-1 because the service's list is one of SHA-1; nothing is kept by it here.
async function sha1(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex').toUpperCase();
}
