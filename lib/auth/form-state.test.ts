import { describe, expect, it } from 'vitest';
import { problems, toActionResult } from '@/lib/http';
import { signInSchema } from './accounts/sign-in';
import { signUpSchema } from './accounts/sign-up';
import { type FormState, fieldError, formError, untouchedForm } from './form-state';

describe('what a form shows', () => {
  it('is nothing before it was sent', () => {
    expect(fieldError(untouchedForm, 'email')).toBeUndefined();
    expect(formError(untouchedForm)).toBeUndefined();
  });

  it('is each wrong field at its place and nothing above the form', async () => {
    const state = await sent(() => signUpSchema.parse({ name: ' ', email: 'nobody', password: 'short' }));
    expect(fieldError(state, 'name')).toBe('Enter your name.');
    expect(fieldError(state, 'email')).toMatch(/^Enter an email address/);
    expect(fieldError(state, 'password')).toBe('Use at least 10 characters.');
    expect(formError(state)).toBeUndefined();
  });

  it('is a sentence above the form for what no field can put right', async () => {
    const state = await sent(() => {
      throw problems.unavailable('sign-in service');
    });
    expect(formError(state)).toMatch(/does not answer right now/);
  });
});

describe('fields', () => {
  it('takes an address in any case and with spaces around it as the same one', () => {
    expect(signInSchema.parse({ email: '  Nora@Example.COM ', password: 'x' }).email).toBe(
      'nora@example.com',
    );
  });

  it('counts bytes of a new password, for the hash reads no more than 72', () => {
    const person = { name: 'Nora', email: 'nora@example.com' };
    expect(signUpSchema.safeParse({ ...person, password: 'é'.repeat(36) }).success).toBe(true);
    expect(signUpSchema.safeParse({ ...person, password: 'é'.repeat(37) }).success).toBe(false);
  });
});

async function sent(work: () => unknown): Promise<FormState> {
  const result = await toActionResult(async () => work());
  return { values: {}, outcome: null, problem: result.ok ? null : result.problem };
}
