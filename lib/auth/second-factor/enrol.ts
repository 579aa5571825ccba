import type { SupabaseClient } from '@supabase/supabase-js';
import { asService } from '@/lib/db';
import { problems } from '@/lib/http';
import { noteOwnChangeIn } from '../account-notices';
import { revokeSessionsIn } from '../sessions/revoke-sessions';
import { attempt, type Prover, refused } from './attempt';
import { authenticatorsOf } from './authenticators';
import { factorProblem, isCodeOf, requireSessionOf } from './prove';
import { qrImageOf } from './qr-image';
import { replaceRecoveryCodes } from './recovery-codes';
import { typedCodeIn } from './typed-code';

/** What a person takes into an authenticator app. */
export type Enrolment = {
  factorId: string;
  /** Address of a picture, as of `qrImageOf`. */
  qrImage: string;
  /** The same in base32, for typing. */
  secret: string;
};

/**
 * Begins to set up two-factor sign-in. What was begun before and not finished is dropped, and with it recovery codes of a
 * former factor, so that the new one never starts with codes that somebody may have found.
 * @throws ProblemError 409 when it is on already, 401 when the session is over, 503 when Supabase does not answer
 */
export async function beginEnrolment(client: SupabaseClient, prover: Prover): Promise<Enrolment> {
  await requireSessionOf(client, prover);
  const { userId } = prover;
  const present = await authenticatorsOf(userId);
  if (present.some(({ isVerified }) => isVerified)) throw problems.conflict(onAlready);
  for (const { id } of present) {
    const { error } = await client.auth.mfa.unenroll({ factorId: id });
    if (error && error.code !== 'mfa_factor_not_found') throw factorProblem(error);
  }
  await asService(
    'auth.drop-recovery-codes',
    (tx) => tx.$executeRaw`
      delete from app.recovery_codes where user_id = ${userId}::uuid and not app.has_second_factor(user_id)`,
  );
  const { data, error } = await client.auth.mfa.enroll({
    factorType: 'totp',
    friendlyName: 'Authenticator app',
    issuer: 'Foothold',
  });
  // Set up in another tab at the same time.
  if (error?.code === 'insufficient_aal') throw problems.conflict(onAlready);
  if (error) throw factorProblem(error);
  return { factorId: data.id, qrImage: qrImageOf(data.totp.qr_code), secret: data.totp.secret };
}

/**
 * Turns two-factor sign-in on with the first code of the app. From then on this session has passed it; all others of the
 * person, which have not, are over, and so are the extension's.
 * @returns the recovery codes, to be shown once
 * @throws ProblemError 422 with the field `code` for one that is not taken, 409 when the enrolment is gone, else as of
 * `proveSecondFactor`
 */
export async function confirmEnrolment(
  client: SupabaseClient,
  prover: Prover,
  { factorId, code: text }: { factorId: string; code: string },
): Promise<string[]> {
  const typed = typedCodeIn(text);
  if (typed?.kind !== 'app') throw refused('Enter the six digits that the app shows.');
  const own = (await authenticatorsOf(prover.userId)).find(({ id }) => id === factorId);
  if (!own) throw problems.conflict('This set-up is over. Begin again.');
  if (own.isVerified) throw problems.conflict(onAlready);
  await attempt(prover, typed.code, () => isCodeOf(client, prover, factorId, typed.code));
  // Killed before this, two-factor sign-in is on without recovery codes; the page says so and offers them.
  return asService('auth.second-factor-on', async (tx) => {
    await revokeSessionsIn(tx, prover.userId, { except: prover.sessionId });
    await noteOwnChangeIn(tx, prover.userId, { kind: 'second_factor_added' });
    return replaceRecoveryCodes(tx, prover.userId);
  });
}

const onAlready = 'Two-factor sign-in is on already. Load the page again.';
