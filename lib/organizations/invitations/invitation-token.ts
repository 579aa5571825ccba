import { createHash, randomBytes } from 'node:crypto';
import { invitationTokenSchema } from '../schema';

/** A new token of an invitation: 256 bits. It stands in the mail's link and nowhere else. */
export function makeInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is known of a token here: its SHA-256. Null for what is no such token, so that nobody is asked about it. */
export function invitationHash(token: string): Uint8Array<ArrayBuffer> | null {
  if (!invitationTokenSchema.safeParse(token).success) return null;
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** The hash of a token that nobody has: an invitation's until its mail is sent, and again when another is asked for. */
export function hashOfNothing(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(32));
}
