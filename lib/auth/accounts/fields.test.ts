import { describe, expect, it } from 'vitest';
import { confirmationSchema, setPasswordSchema, signInSchema, signUpSchema } from '.';

const person = { name: 'Nora', email: 'nora@example.test', password: 'pw-12345678' };

describe('what is typed into the forms of an account', () => {
  it.each([
    ['a new account', signUpSchema, person, 'password'],
    ['signing in', signInSchema, person, 'password'],
    ['a new password', setPasswordSchema, person, 'password'],
    ['a mailed link', confirmationSchema, { tokenHash: 'abcdef', type: 'signup' }, 'tokenHash'],
  ])('for %s has no character that the database behind Supabase refuses', (_case, schema, fields, name) => {
    expect(schema.safeParse(fields).success).toBe(true);
    for (const character of ['\u0000', '\ud800']) {
      const result = schema.safeParse({ ...fields, [name]: `much-longer-${character}` });
      expect(result.error?.issues).toMatchObject([{ path: [name] }]);
    }
  });
});
