import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { underLease } from './lease';

afterAll(disconnect);

const aName = () => `test.${crypto.randomUUID()}`;

describe('underLease', () => {
  it('runs one of those that ask at once, and the next one after it', async () => {
    const name = aName();
    const busy = Promise.withResolvers<void>();
    let refused = 0;
    const asked = Array.from({ length: 5 }, async () => {
      const { held } = await underLease(name, () => busy.promise);
      if (!held) refused += 1;
      return held;
    });
    await expect.poll(() => refused).toBe(4);
    busy.resolve();
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    expect(await underLease(name, async () => 'next')).toEqual({ held: true, result: 'next' });
  });

  it('is given back by work that fails', async () => {
    const name = aName();
    await expect(underLease(name, () => Promise.reject(new RangeError('failed')))).rejects.toThrow('failed');
    expect(await underLease(name, async () => 'next')).toMatchObject({ held: true });
  });

  it('is renewed for as long as the work takes', async () => {
    const name = aName();
    const first = underLease(name, () => sleep(900, 'done'), { leaseMs: 300 });
    await sleep(700);
    expect(await underLease(name, async () => 'second')).toEqual({ held: false });
    expect(await first).toEqual({ held: true, result: 'done' });
  });

  it('ends by itself when its process has died', async () => {
    const name = aName();
    await asService('test.lease', (tx) =>
      tx.taskLease.create({
        data: { name, holder: crypto.randomUUID(), expiresAt: new Date(Date.now() + 400) },
      }),
    );
    expect(await underLease(name, async () => 'too soon')).toEqual({ held: false });
    await expect.poll(() => underLease(name, async () => 'taken over')).toMatchObject({ held: true });
  });
});
