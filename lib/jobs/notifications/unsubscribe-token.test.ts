import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUnsubscribeToken, unsubscribeKinds, unsubscribeToken } from './unsubscribe-token';

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
const claims = fc.record({
  organizationId: fc.uuid(),
  userId: fc.uuid(),
  kind: fc.constantFrom(...unsubscribeKinds),
});

it('is read as what it was made of, and believed under its own key alone', () => {
  fc.assert(
    fc.property(claims, keys, keys, (claim, key, other) => {
      const read = readUnsubscribeToken(unsubscribeToken(claim, key));
      expect(read).toMatchObject(claim);
      expect(read?.isSignedBy(key)).toBe(true);
      expect(read?.isSignedBy(other)).toBe(Buffer.compare(key, other) === 0);
    }),
  );
});

it('changed at any place it is not believed, or is none', () => {
  fc.assert(
    fc.property(claims, keys, fc.nat(86), fc.constantFrom(...'AZaz09-_'), (claim, key, place, character) => {
      const token = unsubscribeToken(claim, key);
      const changed = token.slice(0, place) + character + token.slice(place + 1);
      const read = readUnsubscribeToken(changed);
      // The last characters have bits that stand for nothing.
      const isSame = read && unsubscribeToken(read, key) === token;
      if (!isSame) expect(read?.isSignedBy(key) ?? false).toBe(false);
    }),
  );
});

it.each(['', '.', 'a.b', `${'A'.repeat(44)}.${'A'.repeat(42)}`, `${'_'.repeat(44)}.${'A'.repeat(43)}`, '💥'])(
  '“%s” is none',
  (token) => {
    expect(readUnsubscribeToken(token)).toBeNull();
  },
);
