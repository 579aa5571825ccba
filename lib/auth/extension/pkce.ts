import { createHash, timingSafeEqual } from 'node:crypto';

/** What a verifier looks like, as RFC 7636 has it. */
export const verifierPattern = /^[A-Za-z0-9._~-]{43,128}$/;

/** What a challenge by S256 looks like: 32 bytes as base64url, whose last digit holds four bits only. */
export const challengePattern = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** Whether a challenge was made of this verifier by S256. Takes equally long wherever they differ. */
export function isVerifierOf(challenge: string, verifier: string): boolean {
  const made = createHash('sha256').update(verifier).digest();
  const given = Buffer.from(challenge, 'base64url');
  return given.length === made.length && timingSafeEqual(given, made);
}
