import { attemptPolicies, memoryLimiter, planPolicies } from '@/lib/rate-limits/edge';
import type { Counted, Finding, Question } from './finding';
import { freeLimits } from './free-limits';
import type { EdgeCaller } from './session-of';

/**
 * What this process can say by itself while Redis does not answer: how the limits stand that it keeps alone. Nobody is let in
 * who was not: a session is good by its signature, and a secret for the handler alone. Secrets that this process has not
 * seen may come from one address only so many at a time, as in Redis.
 */
export function checkAlone(question: Question, now: number): Finding {
  const { caller, isLimited, address } = question;
  const subject = subjectOf(caller);
  if (caller.kind === 'secret' && address !== null && !known.has(subject)) {
    const guess = limiter.take(`wrong-key:${address}`, attemptPolicies['wrong-key'].address, now);
    if (!guess.passed) return { state: 'guessing', seconds: guess.seconds };
    remember(subject, ofFree(caller));
  }
  const { policy, limit } = known.get(subject) ?? ofFree(caller);
  const { windowMs } = planPolicies[policy];
  const standing = isLimited ? { policy, ...limiter.take(subject, { limit, windowMs }, now) } : null;
  return { state: 'known', standing, lacksFeature: false, unsure: null };
}

/** Remembers what Redis said of a caller's limit, for while it does not answer. */
export function rememberLimit(caller: EdgeCaller, finding: Finding): void {
  if (finding.state === 'known' && finding.standing && finding.unsure !== 'secret')
    remember(subjectOf(caller), finding.standing);
}

/** Takes a secret that nobody can have been given for what it is, without asking anybody: its checksum is wrong. */
export function checkForged(address: string | null, now: number = Date.now()): Finding {
  const wrong = {
    state: 'wrong-secret',
    detail: 'This is not one of our keys. Check that it was copied whole.',
  } as const;
  if (address === null) return wrong;
  const guess = limiter.take(`forged:${address}`, attemptPolicies['wrong-key'].address, now);
  return guess.passed ? wrong : { state: 'guessing', seconds: guess.seconds };
}

const limiter = memoryLimiter();
const known = new Map<string, Pick<Counted, 'policy' | 'limit'>>();
// Forgotten all at once before there are too many.
const knownMax = 20_000;

function remember(subject: string, { policy, limit }: Pick<Counted, 'policy' | 'limit'>): void {
  if (known.size >= knownMax) known.clear();
  known.set(subject, { policy, limit });
}

function subjectOf(caller: EdgeCaller): string {
  return caller.kind === 'secret' ? caller.hash : caller.userId;
}

function ofFree({ kind }: EdgeCaller): Pick<Counted, 'policy' | 'limit'> {
  const policy = kind === 'secret' ? 'api_key' : 'session';
  return { policy, limit: freeLimits[planPolicies[policy].rate] };
}
