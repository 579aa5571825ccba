import { decodeJwt } from 'jose';
import { asService } from '@/lib/db';
import { credentialIn } from '../credential';
import type { Principal } from '../principal';
import type { ValidSession } from './endpoints';

/**
 * What `POST /api/auth/validate-session` answers.
 * @param principal as whom the request was authenticated a moment ago
 * @param headers of that request
 */
export async function describeCredential(principal: Principal, headers: Headers): Promise<ValidSession> {
  const { userId, email, name, organizationId, organizationName, role, planId, via, scopes } = principal;
  const expiresAt = await expiryOf(principal, headers);
  return {
    kind: via,
    user: { id: userId, email, name },
    organization: { id: organizationId, name: organizationName, role },
    plan: { id: planId },
    scopes: scopes && [...scopes],
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

async function expiryOf(principal: Principal, headers: Headers): Promise<Date | null> {
  const { userId, organizationId, credentialId } = principal;
  const credential = credentialIn(headers);
  if (credential?.kind === 'session') {
    // Verified before anybody was taken for this principal.
    const { exp } = decodeJwt(credential.token);
    return exp === undefined ? null : new Date(exp * 1000);
  }
  if (!credential || credentialId === null) return null;
  const found = await asService('auth.credential-expiry', (tx) =>
    credential.kind === 'extension'
      ? tx.userSession.findUnique({
          where: { userId_id: { userId, id: credentialId } },
          select: { expiresAt: true },
        })
      : tx.apiKey.findUnique({
          where: { organizationId_id: { organizationId, id: credentialId } },
          select: { expiresAt: true },
        }),
  );
  return found?.expiresAt ?? null;
}
