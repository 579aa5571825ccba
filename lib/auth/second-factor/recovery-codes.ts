import { asService, type Transaction } from '@/lib/db';
import { noteOwnChangeIn } from '../account-notices';
import type { Prover } from './attempt';
import { hashOfCode, makeRecoveryCode, readRecoveryCode } from './recovery-code';

/** How many codes a person has at once. */
export const RECOVERY_CODES = 10;

/**
 * Gives a person new recovery codes in place of all former ones. They are known here by their hashes only, so this is the
 * one time that they can be shown.
 * Precondition: `tx` is the service work in which the person has just proven the second factor.
 */
export async function replaceRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashOfCode(userId, readRecoveryCode(code) ?? code) })),
  });
  return codes;
}

/**
 * Spends a recovery code, marks the session as one that has passed, and tells the person by mail. One statement decides,
 * so of any number of requests with one code one wins.
 * @param code as `readRecoveryCode` gives it
 * @returns false when it is not a code of this person, or was used
 */
export function spendRecoveryCode({ userId, sessionId }: Prover, code: string): Promise<boolean> {
  return asService('auth.spend-recovery-code', async (tx) => {
    const spent = await tx.$executeRaw`
      with spent as (
        update app.recovery_codes set used_at = now()
        where user_id = ${userId}::uuid and code_hash = ${hashOfCode(userId, code)} and used_at is null
          -- Without a factor there is nothing that it could stand in for.
          and app.has_second_factor(user_id)
        returning user_id
      )
      insert into app.user_sessions (user_id, id, kind, second_factor_at)
      select user_id, ${sessionId}::uuid, 'browser', now() from spent
      on conflict (user_id, id) do update set second_factor_at = excluded.second_factor_at`;
    if (spent === 0) return false;
    const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
    await noteOwnChangeIn(tx, userId, { kind: 'recovery_code_used', facts: { left } });
    return true;
  });
}
