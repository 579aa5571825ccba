import type { JWTHeaderParameters } from 'jose';

/** A token whose signature was found good: by which key, and what it says. */
export type VerifiedToken<Claims> = { header: JWTHeaderParameters; key: object; claims: Claims };

/**
 * Remembers whole tokens that were verified, so that the next request with the same one need not reckon its signature
 * again: that is nearly all that verifying costs. It decides nothing: who recalls a token still has to find the key in force and the
 * end not passed. Tokens that are not good are never kept, so nobody can push out others with invented ones.
 * @param most how many are kept; the one that came first goes first. About 2 kB each.
 */
export function createVerifiedTokens<Claims>(most: number): VerifiedTokens<Claims> {
  const tokens = new Map<string, VerifiedToken<Claims>>();
  return {
    recall: (token) => tokens.get(token),
    keep: (token, verified) => {
      // A token that is verified by a new key goes to the end of the line.
      tokens.delete(token);
      tokens.set(token, verified);
      const first = tokens.size > most ? tokens.keys().next() : undefined;
      if (first && !first.done) tokens.delete(first.value);
    },
  };
}

/** See {@link createVerifiedTokens}. */
export type VerifiedTokens<Claims> = {
  recall: (token: string) => VerifiedToken<Claims> | undefined;
  keep: (token: string, verified: VerifiedToken<Claims>) => void;
};
