import { type Principal, type Proof, requirePerson } from '@/lib/auth';
import { problems } from '@/lib/http';
import { requestDeletion } from './request-deletion';

/**
 * {@link requestDeletion}, once the person has typed the address of the account and has proved to be its person.
 * @throws ProblemError 422 for another address, 403 for whoever acts as somebody else; as of `requirePerson` and
 * `requestDeletion`
 */
export async function confirmDeletion(principal: Principal, email: string, proof: Proof): Promise<Date> {
  if (principal.via !== 'session') throw problems.forbidden('Only the person can delete this account.');
  if (email.trim().toLowerCase() !== principal.email.toLowerCase())
    throw problems.invalid('Nothing was deleted.', [
      { path: 'email', message: 'This is not the address of this account.' },
    ]);
  await requirePerson(principal, proof);
  return requestDeletion(principal);
}
