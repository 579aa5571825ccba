import { headers } from 'next/headers';
import { problems } from '@/lib/http';
import { type Proof, proofSchema } from './accounts/require-person';
import { sessionIn } from './authenticate';

/**
 * What this request brought to show that it is the person: what was typed into the form, and the session itself.
 * @throws ProblemError 401 without a session; ZodError for what cannot be a password
 */
export async function currentProof(fields: Readonly<Record<string, string>>): Promise<Proof> {
  const brought = await headers();
  const session = sessionIn(brought);
  if (!session) throw problems.unauthenticated();
  return { ...proofSchema.parse(fields), accessToken: session.token, headers: brought };
}
