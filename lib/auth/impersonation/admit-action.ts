import { headers } from 'next/headers';
import { ProblemError, type WhileActing } from '@/lib/http';
import { identifyHeaders } from '../authenticate';
import { presentHeaders } from '../present-headers';
import { bringsActing } from './acting-cookie';
import { requireAdmission } from './record-acting';
import { recordActingHere } from './record-acting-here';

/**
 * Lets a server action pass, or not, where an admin acts as somebody, and records it. Asks nothing of anybody else.
 * @throws ProblemError 403 for what they may not do, and `impersonation_over`
 */
export async function admitAction(whileActing: WhileActing): Promise<void> {
  if (!bringsActing(await headers())) return;
  const principal = await actedPrincipal();
  if (!principal) return;
  await recordActingHere(principal, { kind: 'action', method: 'POST', whileActing });
  requireAdmission(principal, whileActing);
}

async function actedPrincipal() {
  try {
    const { principal, acting } = await identifyHeaders(await presentHeaders());
    return acting && principal;
  } catch (error) {
    // Whoever is not let in at all acts as nobody either: they may want to sign in. What needs somebody says so itself.
    if (error instanceof ProblemError && error.status < 500 && error.code !== 'impersonation_over')
      return null;
    throw error;
  }
}
