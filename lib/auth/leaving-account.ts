import { checkAccessToken } from './access-token';
import { sessionIn } from './authenticate';
import { findPrincipal } from './find-principal';
import { visitIn } from './sessions/visit';

/** An account that waits to be deleted, and whose person has signed in. */
export type LeavingAccount = { userId: string; email: string; deletionDueAt: Date };

/** The account of a request, where it waits to be deleted: for the page that offers to keep it. Null for any other. */
export async function leavingAccount(headers: Headers): Promise<LeavingAccount | null> {
  const session = sessionIn(headers);
  const check = session && (await checkAccessToken(session.token));
  if (check?.state !== 'valid') return null;
  const { sub, session_id: id } = check.claims;
  const found = await findPrincipal(sub, { id, ...visitIn(headers) });
  if (found.state !== 'leaving') return null;
  const { userId, email, deletionDueAt } = found;
  return { userId, email, deletionDueAt };
}
