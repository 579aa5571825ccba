import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengePattern, isVerifierOf, verifierPattern } from './pkce';

describe('isVerifierOf', () => {
  it('agrees with the example of RFC 7636', () => {
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    expect(isVerifierOf(challenge, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(true);
    expect(isVerifierOf(challenge, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK')).toBe(false);
    expect(isVerifierOf(challenge, challenge)).toBe(false);
    expect(isVerifierOf(challenge.slice(1), 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(false);
  });

  it('knows every challenge that can be made, and it alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(verifierPattern), fc.stringMatching(verifierPattern), (one, other) => {
        const challenge = createHash('sha256').update(one).digest('base64url');
        expect(challenge).toMatch(challengePattern);
        expect(isVerifierOf(challenge, one)).toBe(true);
        expect(isVerifierOf(challenge, other)).toBe(one === other);
      }),
    );
  });
});
