import { expect, it } from 'vitest';
import { probe } from './probe';

const cache = { name: 'cache', required: false } as const;

it('tells what answers, and how long that took', async () => {
  expect(await probe(cache, async () => undefined)).toEqual({
    name: 'cache',
    state: 'up',
    required: false,
    latencyMs: expect.any(Number),
  });
});

it('tells what fails, and not why', async () => {
  const failing = async () => {
    throw new Error('redis://user:password@host');
  };
  expect(await probe(cache, failing)).toEqual({ ...cache, state: 'down', latencyMs: null });
});

it('waits for nobody who does not answer', async () => {
  const began = Date.now();
  const answer = await probe(cache, () => new Promise(() => {}), 50);
  expect(answer).toEqual({ ...cache, state: 'down', latencyMs: null });
  expect(Date.now() - began).toBeLessThan(1_000);
});

it('tells what has answered and is behind', async () => {
  const answer = await probe(cache, async () => ({ state: 'behind' }));
  expect(answer).toMatchObject({ state: 'behind', latencyMs: expect.any(Number) });
});
