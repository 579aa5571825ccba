import { expect, it } from 'vitest';
import { challengeOf, randomText } from './pkce';

it('the challenge is the one that RFC 7636 works out', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

it('a random text is as long as the site asks, and another one each time', () => {
  const texts = Array.from({ length: 50 }, randomText);
  for (const text of texts) expect(text).toMatch(/^[\w-]{43}$/);
  expect(new Set(texts).size).toBe(50);
});
