import { z } from 'zod';
import { isKnownExtension } from './extension-ids';
import { challengePattern } from './pkce';

/** What an extension asks for when it opens the page on which a person connects it. */
export type ConnectRequest = z.infer<typeof requestSchema>;

/** `unknown-extension`: well said, by one that this deployment does not know. `malformed`: not said as documented. */
export type ReadConnectRequest =
  | { ok: true; request: ConnectRequest }
  | { ok: false; reason: 'unknown-extension' | 'malformed' };

/**
 * Reads the request from the page's query, or from the fields of its form, which have the same names. What is not right
 * in every part is answered on the page: nothing in it may lead anywhere.
 */
export function readConnectRequest(given: Readonly<Record<string, unknown>>): ReadConnectRequest {
  const read = requestSchema.safeParse(given);
  if (!read.success) return { ok: false, reason: 'malformed' };
  if (!isKnownExtension(read.data.extensionId)) return { ok: false, reason: 'unknown-extension' };
  return { ok: true, request: read.data };
}

/** The fields that carry a request through the page's form. */
export function fieldsOfConnectRequest(request: ConnectRequest): Record<string, string> {
  return {
    extension_id: request.extensionId,
    code_challenge: request.codeChallenge,
    state: request.state,
  };
}

const requestSchema = z
  .object({
    extension_id: z.string().regex(/^[a-p]{32}$/),
    code_challenge: z.string().regex(challengePattern),
    // The verifier itself (`plain`) would be readable to whoever sees the address.
    code_challenge_method: z.literal('S256').default('S256'),
    state: z.string().regex(/^[A-Za-z0-9._~-]{8,256}$/),
  })
  .transform(({ extension_id, code_challenge, state }) => ({
    extensionId: extension_id,
    codeChallenge: code_challenge,
    state,
  }));
