import { createHmac, timingSafeEqual } from 'node:crypto';

/** Mails that can be switched off by a link, in an order that links are made by: new ones come last. */
export const unsubscribeKinds = ['reminder', 'interview', 'digest'] as const;

/** See {@link unsubscribeKinds}. */
export type UnsubscribeKind = (typeof unsubscribeKinds)[number];

/** Which mails a link ends: one kind, to one person, about one organization. */
export type Unsubscribing = { organizationId: string; userId: string; kind: UnsubscribeKind };

/**
 * What the link of a mail carries: which mails it ends, and an HMAC-SHA256 over that by the person's own key. It says nothing
 * but two random ids, ends nothing else, and works for as long as the person is a member.
 */
export function unsubscribeToken({ organizationId, userId, kind }: Unsubscribing, key: Uint8Array): string {
  const payload = Buffer.concat([
    bytesOf(organizationId),
    bytesOf(userId),
    Buffer.from([unsubscribeKinds.indexOf(kind)]),
  ]);
  return `${payload.toString('base64url')}.${signatureOf(payload, key).toString('base64url')}`;
}

/** What a token claims, not yet believed; null for what is none. `isSignedBy` says whether a key has signed it. */
export function readUnsubscribeToken(
  token: string,
): (Unsubscribing & { isSignedBy: (key: Uint8Array) => boolean }) | null {
  const [, head, tail] = /^([\w-]{44})\.([\w-]{43})$/.exec(token) ?? [];
  if (head === undefined || tail === undefined) return null;
  const payload = Buffer.from(head, 'base64url');
  const signature = Buffer.from(tail, 'base64url');
  const kind = unsubscribeKinds[payload[32] ?? -1];
  if (payload.length !== 33 || signature.length !== 32 || kind === undefined) return null;
  return {
    organizationId: idOf(payload.subarray(0, 16)),
    userId: idOf(payload.subarray(16, 32)),
    kind,
    isSignedBy: (key) => timingSafeEqual(signatureOf(payload, key), signature),
  };
}

function signatureOf(payload: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('unsubscribe ').update(payload).digest();
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
