import { describe, expect, it, vi } from 'vitest';
import { patience } from './patience';

const works = async () => 'answer';
const fails = () => Promise.reject(new Error('down'));

describe('patience', () => {
  it('gives what the call gives, and nothing when it fails', async () => {
    const { attempt } = given();
    expect(await attempt(works)).toBe('answer');
    expect(await attempt(fails)).toBeUndefined();
  });

  it('leaves alone what failed three times in a row, without calling, and says so once', async () => {
    const { attempt, said } = given();
    for (let i = 0; i < 3; i++) await attempt(fails);
    const called = vi.fn(works);
    for (let i = 0; i < 5; i++) expect(await attempt(called)).toBeUndefined();
    expect(called).not.toHaveBeenCalled();
    expect(said).toEqual([['down', 3]]);
  });

  it('says so once also when many fail at once', async () => {
    const { attempt, said } = given();
    await Promise.all(Array.from({ length: 20 }, () => attempt(fails)));
    expect(said).toEqual([['down', 3]]);
  });

  it('lets one try after the pause while the others go on without, and recovers', async () => {
    const { attempt, said, pass } = given();
    for (let i = 0; i < 3; i++) await attempt(fails);
    pass(5_000);
    const answer = Promise.withResolvers<string>();
    const probe = attempt(() => answer.promise);
    expect(await attempt(works)).toBeUndefined();
    answer.resolve('back');
    expect(await probe).toBe('back');
    expect(await attempt(works)).toBe('answer');
    expect(said).toEqual([
      ['down', 3],
      ['up', 4],
    ]);
  });

  it('pauses again when the one that tries fails', async () => {
    const { attempt, said, pass } = given();
    for (let i = 0; i < 3; i++) await attempt(fails);
    pass(5_000);
    await attempt(fails);
    expect(await attempt(works)).toBeUndefined();
    expect(said).toEqual([
      ['down', 3],
      ['down', 4],
    ]);
  });

  it('does not add up failures with successes in between', async () => {
    const { attempt, said } = given();
    for (let i = 0; i < 6; i++) await attempt(i % 2 ? works : fails);
    expect(said).toEqual([]);
  });
});

function given() {
  let time = 1_000_000;
  const said: ['down' | 'up', number][] = [];
  const pass = (ms: number) => {
    time += ms;
  };
  const { attempt } = patience({
    failuresMax: 3,
    pauseMs: 5_000,
    say: (...what) => void said.push(what),
    now: () => time,
  });
  return { attempt, said, pass };
}
