import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordWeakness } from './password-strength';

const nora = { email: 'nora.berg@halcyon.example', name: 'Nora Bergström' };

describe('a password is refused', () => {
  it.each([
    ['short', 'k3#vLq9!x'],
    ['short', ''],
    ['pattern', 'aaaaaaaaaaaa'],
    ['pattern', 'abababababab'],
    ['pattern', 'xk4xk4xk4xk4'],
    ['pattern', '1234567890'],
    ['pattern', '9876543210'],
    ['pattern', 'abcdefghijk'],
    ['pattern', 'qwertyuiop'],
    ['pattern', 'Poiuytrewq1'],
    ['common', 'password2026'],
    ['common', 'P@ssw0rd!!'],
    ['common', 'PASSWORD-123'],
    ['common', 'Welcome2026!'],
    ['common', 'iloveyou1234'],
    ['common', 'sunshinelove'],
    ['common', 'passwordpassword'],
    ['common', 'correct horse battery staple'],
    ['common', 'Foothold-2026'],
    ['common', 'find a job 2026'],
    ['common', '26.11.2026-13:05'],
    ['personal', 'Nora.Berg.2026'],
    ['personal', 'n0rabergstr0m'.replace('0m', 'öm')],
    ['personal', 'nora.berg@halcyon.example'],
    ['personal', 'Halcyon!!2026'],
  ])('as %s: %s', (weakness, password) => {
    expect(passwordWeakness(password, nora)).toBe(weakness);
  });
});

describe('a password is taken', () => {
  it.each([
    'a-long-enough-password',
    'k3#vLq9!xZ',
    'tidal granite whistle',
    'Nora keeps seven grey herons',
    'пять зелёных чайников',
    '🐴🔋📎🌊🍋🎻🧊🪁🦔🛶',
  ])('%s', (password) => {
    expect(passwordWeakness(password, nora)).toBeNull();
  });

  it('whatever the person is called, when it is made at random', () => {
    const letters = fc.array(fc.constantFrom(...'bdfhkmprtwz2679'), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(letters, fc.string(), (made, name) => {
        fc.pre(new Set(made).size > 8);
        return passwordWeakness(made.join(''), { email: `${name}@example.test`, name }) === null;
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  '',
  '\u0000'.repeat(72),
  '\ud800\udfff\ud800',
  '.'.repeat(1000),
  '(a+)+$'.repeat(12),
  '\u202e\u0301'.repeat(30),
])('never fails, whatever is typed: %j', (typed) => {
  for (const owner of [nora, { email: typed, name: typed }]) {
    expect(passwordWeakness(typed, owner)).not.toBeUndefined();
    passwordWeakness('tidal granite whistle', { email: typed, name: typed });
  }
});

it('decides about the longest text within a few milliseconds', () => {
  const began = performance.now();
  passwordWeakness('ab1'.repeat(330), nora);
  expect(performance.now() - began).toBeLessThan(100);
});
