import { randomBytes } from 'node:crypto';
import type { GooglePerson } from './index';

/** Milliseconds until a code is exchanged, and for which a token is good, as at Google about. */
const CODE_MS = 10 * 60_000;
const TOKEN_MS = 60 * 60_000;

/** What has been granted: codes that work once, and the tokens that came of them. Lost when the service stops. */
export type Grants = ReturnType<typeof makeGrants>;

/** No grants yet. */
export function makeGrants(now: () => number = Date.now) {
  const codes = new Map<string, { person: GooglePerson; redirectUri: string; until: number }>();
  const tokens = new Map<string, { person: GooglePerson; until: number }>();
  return {
    /** A code for the person, for whoever comes back from this address. */
    issueCode(person: GooglePerson, redirectUri: string): string {
      const code = `4/${randomBytes(24).toString('base64url')}`;
      codes.set(code, { person, redirectUri, until: now() + CODE_MS });
      return code;
    },
    /** A token for the code; undefined when it is unknown, spent, too old or was for another address. */
    exchange(code: string, redirectUri: string): string | undefined {
      const granted = codes.get(code);
      codes.delete(code);
      if (!granted || granted.until < now() || granted.redirectUri !== redirectUri) return undefined;
      const token = `ya29.${randomBytes(24).toString('base64url')}`;
      tokens.set(token, { person: granted.person, until: now() + TOKEN_MS });
      return token;
    },
    /** Whose token it is. */
    personOf(token: string): GooglePerson | undefined {
      const granted = tokens.get(token);
      return granted && granted.until >= now() ? granted.person : undefined;
    },
  };
}
