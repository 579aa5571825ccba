import { describe, expect, it } from 'vitest';
import { memoryLimiter } from './memory-limiter';

const window = { limit: 3, windowMs: 60_000 };
const start = 1_800_000_000_000;

describe('the limiter in memory', () => {
  it('lets as many pass as the limit says, each key for itself', () => {
    const limiter = memoryLimiter();
    const take = (key: string) => limiter.take(key, window, start);
    expect([take('a'), take('a'), take('a'), take('a')].map(({ passed }) => passed)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(take('b')).toMatchObject({ passed: true, remaining: 2 });
  });

  it('lets pass again once enough of what passed is out of reach', () => {
    const limiter = memoryLimiter();
    for (let i = 0; i < 3; i++) limiter.take('a', window, start);
    const refused = limiter.take('a', window, start + 10_000);
    expect(refused).toMatchObject({ passed: false, seconds: 51 });
    expect(limiter.take('a', window, start + 10_000 + refused.seconds * 1000).passed).toBe(true);
    // After two windows nothing of it is left.
    expect(limiter.take('a', window, start + 180_000).remaining).toBe(2);
  });

  it('gives back what is taken back, and never more', () => {
    const limiter = memoryLimiter();
    limiter.giveBack('a', window, start);
    limiter.take('a', window, start);
    limiter.giveBack('a', window, start);
    expect(limiter.take('a', window, start).remaining).toBe(2);
  });

  it('remembers only so many, and forgets the oldest', () => {
    const limiter = memoryLimiter(2);
    for (const key of ['a', 'b', 'c']) limiter.take(key, window, start);
    expect(limiter.take('c', window, start).remaining).toBe(1);
    expect(limiter.take('a', window, start).remaining).toBe(2);
  });
});
