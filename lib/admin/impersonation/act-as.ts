import { type Admin, actingCookies, type CookieWrites, type Impersonation, startActingIn } from '@/lib/auth';
import { asAdmin, type Deed } from '../as-admin';
import { recordStop } from './record-stop';

/**
 * Begins that an admin acts as somebody, in the browser that takes the cookies: to look, for half an hour. What the same
 * session acted as before ends. Errors as of `asAdmin` and `startActingIn`.
 */
export async function actAs(
  admin: Admin,
  userId: string,
  reason: string,
): Promise<{ impersonation: Impersonation; cookies: CookieWrites }> {
  const deed: Deed = {
    action: 'impersonation.started',
    target: { kind: 'user', id: userId },
    userId,
    reason,
  };
  const { answer } = await asAdmin(admin, deed, async (tx) => {
    const started = await startActingIn(tx, admin, userId, reason.trim());
    if (started.former) await recordStop(tx, admin, started.former);
    const { impersonation, person } = started;
    return {
      answer: started,
      change: { after: { endsAt: impersonation.endsAt } },
      label: person.email,
      found: { organizationId: person.organizationId },
      impersonation: { id: impersonation.id, userId },
    };
  });
  const { impersonation, token } = answer;
  return { impersonation, cookies: actingCookies(token, impersonation) };
}
