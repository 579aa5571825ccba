import { describe, expect, it } from 'vitest';
import { startMockEngine } from './mock-engine';

describe('the mock engine', () => {
  it('lets nothing come between the commands of a transaction', async () => {
    const engine = startMockEngine();
    const one = () =>
      engine.transaction([
        ['INCR', 'n'],
        ['INCR', 'n'],
        ['INCR', 'n'],
      ]);
    const all = await Promise.all([one(), one(), engine.run(['INCR', 'n']), one()]);
    expect(all).toEqual([
      [{ result: 1 }, { result: 2 }, { result: 3 }],
      [{ result: 4 }, { result: 5 }, { result: 6 }],
      7,
      [{ result: 8 }, { result: 9 }, { result: 10 }],
    ]);
    await engine.stop();
  });

  it('shares its memory with no other', async () => {
    const [first, second] = [startMockEngine(), startMockEngine()];
    await first.run(['SET', 'k', 'v']);
    expect(await second.run(['GET', 'k'])).toBeNull();
    await first.stop();
    await second.stop();
  });
});
