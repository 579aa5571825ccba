import type { SupabaseClient } from '@supabase/supabase-js';
import { asService } from '@/lib/db';
import { noteOwnChangeIn } from '../account-notices';
import { supabaseAdmin } from '../supabase-admin';
import type { Prover } from './attempt';
import { authenticatorsOf } from './authenticators';
import { factorProblem, proveSecondFactor } from './prove';
import { replaceRecoveryCodes } from './recovery-codes';

/**
 * Gives new recovery codes in place of the former, to who proves the second factor now: a borrowed session must not be
 * enough to make oneself a way back.
 * @returns the codes, to be shown once
 * @throws ProblemError as of `proveSecondFactor`
 */
export async function renewRecoveryCodes(
  client: SupabaseClient,
  prover: Prover,
  code: string,
): Promise<string[]> {
  await proveSecondFactor(client, prover, code);
  return asService('auth.renew-recovery-codes', async (tx) => {
    await noteOwnChangeIn(tx, prover.userId, { kind: 'recovery_codes_replaced' });
    return replaceRecoveryCodes(tx, prover.userId);
  });
}

/**
 * Turns two-factor sign-in off, for who proves it now. Done as an admin of Supabase: for someone who has lost the app and
 * typed a recovery code it would itself not do it.
 * @throws ProblemError as of `proveSecondFactor`
 */
export async function removeSecondFactor(
  client: SupabaseClient,
  prover: Prover,
  code: string,
): Promise<void> {
  await proveSecondFactor(client, prover, code);
  const { userId } = prover;
  for (const { id } of await authenticatorsOf(userId)) {
    const { error } = await supabaseAdmin().auth.admin.mfa.deleteFactor({ userId, id });
    if (error && error.code !== 'mfa_factor_not_found') throw factorProblem(error);
  }
  // Killed before this, codes are left that are good for nothing, and that the next set-up drops.
  await asService('auth.second-factor-off', async (tx) => {
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await noteOwnChangeIn(tx, userId, { kind: 'second_factor_removed' });
  });
}
