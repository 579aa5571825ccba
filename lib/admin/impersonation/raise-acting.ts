import { type Admin, type CookieWrites, type Impersonation, markCookies, raiseActingIn } from '@/lib/auth';
import { asAdmin, type Deed } from '../as-admin';
import { actedPerson } from './acted-person';

/**
 * Lets an admin change things as whom their session acts as, until it ends. Doing it again changes nothing. Errors as of
 * `asAdmin` and `raiseActingIn`.
 */
export async function raiseActing(
  admin: Admin,
  reason: string,
): Promise<{ impersonation: Impersonation; cookies: CookieWrites }> {
  const deed: Deed = { action: 'impersonation.raised', target: { kind: 'user' }, reason };
  const { answer } = await asAdmin(admin, deed, async (tx) => {
    const { impersonation, isNew } = await raiseActingIn(tx, admin);
    const { id, userId } = impersonation;
    const { email, organizationId } = await actedPerson(tx, userId);
    return {
      answer: impersonation,
      change: isNew ? { before: { mayWrite: false }, after: { mayWrite: true } } : null,
      label: email,
      found: { target: { kind: 'user', id: userId }, organizationId, userId },
      impersonation: { id, userId },
    };
  });
  return { impersonation: answer, cookies: markCookies(answer) };
}
