import { problems } from '@/lib/http';
import { tellSecret } from '../edge-secrets';
import { findPrincipal } from '../find-principal';
import type { Principal } from '../principal';
import { findExtensionSession } from './find-extension-session';

/**
 * Who acts by a token of the extension: the person who connected it, in the organization that they act in at the moment,
 * with the role there and within the token's scopes. The database is asked at every request.
 * @throws ProblemError 401 for what is no such token, or none any more; 403 for a suspended account
 */
export async function principalOfExtension(token: string): Promise<Principal> {
  const session = await findExtensionSession(token);
  if (!session) throw problems.unauthenticated('The extension is not connected any more. Connect it again.');
  const { id, hash, userId, scopes, expiresAt } = session;
  // Without its session: those are looked for at Supabase, which knows nothing of the extension's.
  const found = await findPrincipal(userId);
  if (found.state === 'suspended') throw problems.forbidden('This account is suspended.');
  if (found.state !== 'active') throw problems.unauthenticated('This account is not in use any more.');
  const { organizationId } = found.principal;
  if (session.isNoted) {
    const until = expiresAt.toISOString();
    await tellSecret(hash, { id, kind: 'extension', userId, organizationId, scopes, expiresAt: until });
  }
  return { ...found.principal, via: 'extension', credentialId: id, scopes };
}
