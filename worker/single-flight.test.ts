import { describe, expect, it } from 'vitest';
import { singleFlight } from './single-flight';

describe('singleFlight', () => {
  it('serves everybody who asks during a run by one further run', async () => {
    const gates: (() => void)[] = [];
    const flight = singleFlight(() => new Promise((resolve) => gates.push(resolve)));
    const first = flight.ask();
    const later = [flight.ask(), flight.ask(), flight.ask()];
    expect(gates).toHaveLength(1);
    gates[0]?.();
    await first;
    await expect.poll(() => gates.length).toBe(2);
    gates[1]?.();
    await Promise.all(later);
    expect(gates).toHaveLength(2);
  });

  it('runs again after a failure, and tells it only to who asked for that run', async () => {
    let runs = 0;
    const flight = singleFlight(async () => {
      runs += 1;
      if (runs === 1) throw new Error('first run');
    });
    const first = flight.ask();
    const second = flight.ask();
    await expect(first).rejects.toThrow('first run');
    await expect(second).resolves.toBeUndefined();
    expect(runs).toBe(2);
  });
});
