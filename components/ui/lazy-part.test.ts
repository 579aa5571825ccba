import { describe, expect, it, vi } from 'vitest';
import { lazyPart } from './lazy-part';

describe('code that comes when it is wanted', () => {
  it('is fetched once, however often it is wanted, and tells whoever waits', async () => {
    const load = vi.fn(async () => 'menu');
    const part = lazyPart(load);
    const tell = vi.fn();
    part.subscribe(tell);
    expect(part.current()).toBeNull();
    expect(load).not.toHaveBeenCalled();

    expect(await Promise.all([part.want(), part.want()])).toEqual([true, true]);
    expect(await part.want()).toBe(true);
    expect(part.current()).toBe('menu');
    expect(load).toHaveBeenCalledTimes(1);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('is fetched again by the next who wants it where it could not be', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce('menu');
    const part = lazyPart<string>(load);
    expect(await part.want()).toBe(false);
    expect(part.current()).toBeNull();
    expect(await part.want()).toBe(true);
    expect(part.current()).toBe('menu');
  });

  it('tells nobody who has gone', async () => {
    const part = lazyPart(async () => 'menu');
    const tell = vi.fn();
    part.subscribe(tell)();
    await part.want();
    expect(tell).not.toHaveBeenCalled();
  });

  it.each(['pointermove', 'touchstart', 'keydown'])(
    'comes at the first %s on the page, and at no second',
    async (sign) => {
      const page = new EventTarget();
      vi.stubGlobal('document', page);
      try {
        const load = vi.fn(async () => 'menu');
        const part = lazyPart(load);
        page.dispatchEvent(new Event(sign));
        page.dispatchEvent(new Event('pointermove'));
        await vi.waitFor(() => expect(part.current()).toBe('menu'));
        expect(load).toHaveBeenCalledTimes(1);
      } finally {
        vi.unstubAllGlobals();
      }
    },
  );
});
