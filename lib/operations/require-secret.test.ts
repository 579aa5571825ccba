import { describe, expect, it } from 'vitest';
import { requireSecret } from './require-secret';

const secret = 'a-secret-of-the-operator';

describe('requireSecret', () => {
  it.each([`Bearer ${secret}`, `bearer ${secret}`])('lets %s through', (authorization) => {
    expect(() => requireSecret(authorization, secret)).not.toThrow();
  });

  it.each([
    null,
    undefined,
    '',
    secret,
    'Bearer ',
    'Bearer',
    `Basic ${secret}`,
    `Bearer ${secret}x`,
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer  ${secret}`,
    `Bearer ${secret}\n`,
  ])('refuses %j', (authorization) => {
    expect(() => requireSecret(authorization, secret)).toThrow(expect.objectContaining({ status: 401 }));
  });

  it('says that there is nothing when no secret is set, whatever is sent', () => {
    for (const authorization of [null, 'Bearer ', 'Bearer undefined']) {
      expect(() => requireSecret(authorization, undefined)).toThrow(expect.objectContaining({ status: 404 }));
    }
  });
});
