import { createHash, timingSafeEqual } from 'node:crypto';
import { problems } from '@/lib/http';

/**
 * Lets through who sends the secret as a bearer token. Without a secret in the environment there is nothing to be let
 * into, which looks like any other address that does not exist.
 * @param authorization the header of that name
 * @throws ProblemError 404 `not_found` without a secret, 401 `unauthenticated` without the right token
 */
export function requireSecret(authorization: string | null | undefined, secret: string | undefined): void {
  if (secret === undefined) throw problems.notFound();
  const [, token = ''] = /^Bearer (.*)$/is.exec(authorization ?? '') ?? [];
  // Hashed, so that neither where they differ nor how long they are can be told from the time it takes.
  if (!timingSafeEqual(sha256(token), sha256(secret)))
    throw problems.unauthenticated('The token is not right.');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
