import { describe, expect, it } from 'vitest';
import { turnstile } from './turnstile';

const hour = 3_600_000;

describe('turnstile', () => {
  it('lets one through after the other per key, in order, also after a failure', async () => {
    const inTurn = turnstile({ name: 'test service', waitMsMax: hour });
    const steps: string[] = [];
    const work = (name: string, fails = false) =>
      inTurn('key', async () => {
        steps.push(`${name} begins`);
        await Promise.resolve();
        steps.push(`${name} ends`);
        if (fails) throw new RangeError(name);
        return name;
      });
    const results = await Promise.allSettled([work('first'), work('second', true), work('third')]);
    expect(steps).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(results).toMatchObject([
      { value: 'first' },
      { reason: expect.any(RangeError) },
      { value: 'third' },
    ]);
  });

  it('holds up nobody with another key', async () => {
    const inTurn = turnstile({ name: 'test service', waitMsMax: hour });
    const busy = Promise.withResolvers<string>();
    const first = inTurn('one', () => busy.promise);
    await expect(inTurn('other', async () => 'through')).resolves.toBe('through');
    busy.resolve('done');
    await expect(first).resolves.toBe('done');
  });

  it('tells who has waited too long, without beginning, and keeps the next from overtaking', async () => {
    const inTurn = turnstile({ name: 'test service', waitMsMax: 5 });
    const busy = Promise.withResolvers<void>();
    let begun = 0;
    const first = inTurn('key', () => busy.promise);
    for (let i = 0; i < 2; i++) {
      await expect(inTurn('key', async () => ++begun)).rejects.toMatchObject({
        status: 503,
        code: 'unavailable',
        extras: { dependency: 'test service', retryAfterSeconds: expect.any(Number) },
      });
    }
    expect(begun).toBe(0);
    busy.resolve();
    await first;
    await expect(inTurn('key', async () => ++begun)).resolves.toBe(1);
  });
});
