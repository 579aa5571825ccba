import { createHash, randomBytes } from 'node:crypto';

/** The secret part of a calendar's address: 256 random bits. Shown once and never stored. */
export function newFeedToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The SHA-256 of a token, the only form in which one is kept. Not a slow hash: there is nothing to guess in 256 bits. */
export function hashOfFeedToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** The address of a calendar. */
export function feedUrl(appUrl: string, token: string): string {
  return `${appUrl}/api/calendar/${token}.ics`;
}
