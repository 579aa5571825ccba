import { describe, expect, it } from 'vitest';
import { refusalOf, whileActingOf } from './admission';

describe('an admin who acts as somebody', () => {
  it('may look, and nothing else, until they may change things', () => {
    expect(refusalOf('read', false)).toBeNull();
    expect(refusalOf('change', false)).toMatch(/may only look/);
    expect(refusalOf('change', true)).toBeNull();
  });

  it('never does what is the person’s own business', () => {
    expect(refusalOf('never', false)).toMatch(/only do themselves/);
    expect(refusalOf('never', true)).toMatch(/only do themselves/);
  });
});

describe('an endpoint that says nothing of it', () => {
  const answers = (status: 200 | 201 | 204 | 303) => ({ success: { status, description: '' } });

  it('is for looking where it answers a GET', () => {
    expect(whileActingOf({ method: 'GET', ...answers(200) })).toBe('read');
  });

  it('is refused where it changes something or leads elsewhere', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      expect(whileActingOf({ method, ...answers(200) })).toBe('never');
    expect(whileActingOf({ method: 'GET', ...answers(303) })).toBe('never');
  });

  it('is what it says', () => {
    expect(whileActingOf({ method: 'POST', whileActing: 'change', ...answers(201) })).toBe('change');
  });
});
