import { createHash, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';
import { exchangeExtensionCode } from './exchange-code';
import { issueExtensionCode } from './issue-code';

/** What an extension makes up for one attempt to connect. */
export type Attempt = { extensionId: string; codeChallenge: string; codeVerifier: string; state: string };

/** A new attempt by the first extension that is configured. */
export function newAttempt(extensionId = env().EXTENSION_IDS[0] ?? ''): Attempt {
  const codeVerifier = randomBytes(32).toString('base64url');
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  return { extensionId, codeChallenge, codeVerifier, state: randomBytes(16).toString('base64url') };
}

/** The code of a person who said yes. */
export async function approve(person: { userId: string }, attempt: Attempt): Promise<string> {
  const { url } = await issueExtensionCode(person, attempt);
  return new URL(url).searchParams.get('code') ?? '';
}

/** The token of an extension that a person has connected. */
export async function connectedExtension(person: { userId: string }): Promise<string> {
  const attempt = newAttempt();
  const code = await approve(person, attempt);
  const { token } = await exchangeExtensionCode({ ...attempt, code }, new Headers({ 'user-agent': 'Test' }));
  return token;
}
