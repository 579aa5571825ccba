import { expect, it } from 'vitest';
import { createVerifiedTokens } from './verified-tokens';

const verified = (claims: string) => ({ header: { alg: 'ES256' }, key: {}, claims });

it('remembers so many tokens, and lets go of the one that came first', () => {
  const tokens = createVerifiedTokens<string>(2);
  tokens.keep('a', verified('A'));
  tokens.keep('b', verified('B'));
  tokens.keep('a', verified('A again'));
  tokens.keep('c', verified('C'));
  expect(tokens.recall('a')?.claims).toBe('A again');
  expect(tokens.recall('b')).toBeUndefined();
  expect(tokens.recall('c')?.claims).toBe('C');
});
