import { problems } from '@/lib/http';
import { tellSecret } from '../edge-secrets';
import { findPrincipal } from '../find-principal';
import type { Principal } from '../principal';
import { findExtensionSession } from './find-extension-session';

/**
 * Who acts by a token of the extension: the person who connected it, in the organization that they act in at the moment,
 * with the role there and within the token's scopes. The database is asked at every request.
 * @throws ProblemError 401 for what is no such token, or none any more; 403 for a suspended account, and `mfa_required`
 * in an organization that requires a second factor, while the person has none
 */
export async function principalOfExtension(token: string): Promise<Principal> {
  const session = await findExtensionSession(token);
  if (!session) throw problems.unauthenticated('The extension is not connected any more. Connect it again.');
  const { id, hash, userId, scopes, expiresAt } = session;
  // Without its session: those are looked for at Supabase, which knows nothing of the extension's. Passed, because a
  // session that had passed connected it: what was connected before there was a second factor ended when it was set up.
  const found = await findPrincipal(userId, undefined, true);
  if (found.state === 'suspended') throw problems.forbidden('This account is suspended.');
  if (found.state !== 'active') throw problems.unauthenticated('This account is not in use any more.');
  if (found.secondFactorStep) throw problems.mfaRequired(found.secondFactorStep);
  const { organizationId } = found.principal;
  if (session.isNoted) {
    const until = expiresAt.toISOString();
    await tellSecret(hash, { id, kind: 'extension', userId, organizationId, scopes, expiresAt: until });
  }
  return { ...found.principal, via: 'extension', credentialId: id, scopes };
}
