import { describe, expect, it } from 'vitest';
import { capWords, limitWords } from './limit-words';

describe('limitWords', () => {
  it('counts in words that fit the number', () => {
    expect(limitWords('saved_jobs', 10)).toBe('10 saved jobs');
    expect(limitWords('saved_jobs', 1)).toBe('1 saved job');
    expect(limitWords('seats', 1000)).toBe('1,000 seats');
    expect(limitWords('seats', null)).toBe('Unlimited seats');
  });
});

describe('capWords', () => {
  it('says what happens at every kind of limit', () => {
    expect(capWords({ limit: null, cap: 'hard' })).toContain('no limit');
    expect(capWords({ limit: 10, cap: 'hard' })).toContain('nothing more can be added');
    expect(capWords({ limit: 105, cap: 'soft' })).toContain('up to 126,');
    expect(capWords({ limit: 25, cap: 'overage' })).toContain('past this number');
  });
});
