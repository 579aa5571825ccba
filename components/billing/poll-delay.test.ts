import { describe, expect, it } from 'vitest';
import { pollDelaySeconds } from './poll-delay';

describe('pollDelaySeconds', () => {
  it('begins quickly, slows down to once a minute, and stops after some ten minutes', () => {
    const delays: number[] = [];
    for (let delay = pollDelaySeconds(1); delay !== null; delay = pollDelaySeconds(delays.length + 1)) {
      delays.push(delay);
    }
    expect(delays.slice(0, 4)).toEqual([3, 5, 7, 10]);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(Math.max(...delays)).toBe(60);
    const minutes = delays.reduce((sum, delay) => sum + delay, 0) / 60;
    expect(minutes).toBeGreaterThan(8);
    expect(minutes).toBeLessThan(12);
    expect(pollDelaySeconds(1000)).toBeNull();
  });
});
