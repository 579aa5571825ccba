import { createHash, randomBytes } from 'node:crypto';
import { asService } from '@/lib/db';
import type { Principal } from '../principal';
import type { ConnectRequest } from './connect-request';
import { returnUrlOf } from './extension-ids';
import { extensionScopes } from './extension-scopes';

/** Seconds within which a code must be exchanged. Chrome hands it to the extension at once. */
export const CODE_SECONDS = 60;

/**
 * Lets an extension connect to the account of whoever said yes: a code of 256 random bits, good once and for
 * {@link CODE_SECONDS}, and only with the verifier that the extension keeps to itself. Only its SHA-256 is stored.
 * @returns where to send the browser, which is where the extension waits
 */
export async function issueExtensionCode(
  { userId }: Pick<Principal, 'userId'>,
  { extensionId, codeChallenge, state }: ConnectRequest,
): Promise<{ url: string }> {
  const code = randomBytes(32).toString('base64url');
  const url = returnUrlOf(extensionId, { code, state });
  await asService('auth.extension-code', async (tx) => {
    // What is a day old can be neither exchanged nor, as nobody keeps it that long, come twice by accident.
    await tx.$executeRaw`
      delete from app.extension_codes where user_id = ${userId}::uuid and expires_at < now() - interval '1 day'`;
    await tx.$executeRaw`
      insert into app.extension_codes (code_hash, user_id, extension_id, code_challenge, scopes, expires_at)
      values (${hashOfCode(code)}, ${userId}::uuid, ${extensionId}, ${codeChallenge}, ${[...extensionScopes]},
        now() + make_interval(secs => ${CODE_SECONDS}))`;
  });
  return { url };
}

/** The form in which a code is stored. */
export function hashOfCode(code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(code).digest());
}
