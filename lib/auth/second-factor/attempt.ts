import { asService } from '@/lib/db';
import { ProblemError, problems } from '@/lib/http';
import { noteOwnChangeIn } from '../account-notices';
import type { Principal } from '../principal';
import { hashOfCode } from './recovery-code';

/** Whose second factor it is, and the session in which it is proven. */
export type Prover = { userId: string; sessionId: string };

/**
 * Whoever asks as the one who proves it.
 * @throws ProblemError 401 when Supabase does not say which session it is
 */
export function proverOf({ userId, credentialId }: Principal): Prover {
  if (credentialId === null) throw problems.unauthenticated('The session is over. Sign in again.');
  return { userId, sessionId: credentialId };
}

/** Wrong codes of one person within a quarter of an hour, after which no more are taken; the database has the rule. */
const WRONG_MAX = 10;
const WAIT_SECONDS = 15 * 60;

/**
 * Has a code decided under the rules that keep codes from being guessed and from being used twice. Both are decided in
 * the database before anybody looks at the code, one attempt of a person after the other: any number of requests at once
 * try no more codes than are left, and of two with the same right code one is told that it is spent.
 * @param decide whether the code is right; what it throws counts as no attempt
 * @param words that say at the field why it was not taken
 * @throws ProblemError 422 for a code that was taken already or is wrong, 429 after too many wrong ones
 */
export async function attempt(
  { userId, sessionId }: Prover,
  code: string,
  decide: () => Promise<boolean>,
  words: { spent: string; wrong: string } = appWords,
): Promise<void> {
  const [begun] = await asService(
    'auth.second-factor.attempt',
    (tx) => tx.$queryRaw<{ verdict: 'go' | 'spent' | 'limited'; id: string | null }[]>`
      select verdict, id::text as id
      from app.begin_second_factor_attempt(${userId}::uuid, ${sessionId}::uuid, ${hashOfCode(userId, code)})`,
  );
  if (begun?.verdict === 'spent') throw refused(words.spent);
  if (begun?.verdict !== 'go' || begun.id === null) {
    throw new ProblemError(429, 'rate_limit_exceeded', 'Too many wrong codes. Try again in 15 minutes.', {
      retryAfterSeconds: WAIT_SECONDS,
    });
  }
  const isRight = await decide().catch(async (error: unknown) => {
    await forget(userId, begun.id);
    throw error;
  });
  await settle(userId, begun.id, isRight);
  if (!isRight) throw refused(words.wrong);
}

const appWords = {
  spent: 'This code was used already. Wait for the next one.',
  wrong: 'This code is wrong or too old.',
};

/** A refusal that the form shows at its field. */
export function refused(message: string): ProblemError {
  return problems.invalid('The code was not taken.', [{ path: 'code', message }]);
}

async function settle(userId: string, id: string, accepted: boolean): Promise<void> {
  await asService('auth.second-factor.settle', async (tx) => {
    // One after the other, as they begin: of two that end at once each would miss the other in its count, and nobody was told.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('second factor ' || ${userId}::text, 0))`;
    await tx.secondFactorAttempt.updateMany({ where: { userId, id }, data: { accepted } });
    if (accepted) return;
    const wrong = await tx.secondFactorAttempt.count({ where: { userId, accepted: false } });
    if (wrong === WRONG_MAX) await noteOwnChangeIn(tx, userId, { kind: 'second_factor_guessed' });
  });
}

async function forget(userId: string, id: string | null): Promise<void> {
  if (id === null) return;
  await asService('auth.second-factor.forget', (tx) =>
    tx.secondFactorAttempt.deleteMany({ where: { userId, id } }),
  );
}
