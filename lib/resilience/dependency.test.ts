import { describe, expect, it } from 'vitest';
import { ProblemError } from '@/lib/http';
import { dependency } from './dependency';

class Down extends Error {}

const down = () => Promise.reject(new Down('down'));
const isFailure = (error: unknown) => error instanceof Down;

describe('dependency', () => {
  it('tells callers at once, without calling, after three failures in a row', async () => {
    const service = dependency({ name: 'test service', isFailure });
    for (let i = 0; i < 3; i++) await expect(service.call(down)).rejects.toMatchObject({ status: 503 });
    let called = false;
    const error = await service.call(async () => (called = true)).catch((thrown: unknown) => thrown);
    expect(called).toBe(false);
    expect(service.isAvailable()).toBe(false);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'unavailable', extras: { dependency: 'test service' } });
    expect((error as ProblemError).extras.retryAfterSeconds).toBeGreaterThan(0);
    expect((error as ProblemError).message).not.toContain('down');
  });

  it('stays closed when a success comes between failures', async () => {
    const service = dependency({ name: 'test service', isFailure });
    for (let i = 0; i < 6; i++) {
      await service.call(down).catch(() => {});
      if (i % 2) await service.call(() => Promise.resolve());
    }
    await expect(service.call(() => Promise.resolve('answer'))).resolves.toBe('answer');
  });

  it('does not count refused requests, and passes them on as they are', async () => {
    const service = dependency({ name: 'test service', isFailure });
    const refused = new RangeError('card declined');
    for (let i = 0; i < 5; i++) {
      await expect(service.call(() => Promise.reject(refused))).rejects.toBe(refused);
    }
    expect(service.isAvailable()).toBe(true);
  });

  it('tries again after its pause, and closes when that works', async () => {
    const service = dependency({ name: 'test service', isFailure, openMs: 1 });
    for (let i = 0; i < 3; i++) await service.call(down).catch(() => {});
    await expect.poll(() => service.call(() => Promise.resolve('answer')).catch(() => 'open')).toBe('answer');
    await expect(service.call(() => Promise.resolve('again'))).resolves.toBe('again');
  });
});
