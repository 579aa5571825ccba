import { describe, expect, it } from 'vitest';
import { countedWords } from './counted-words';
import { changeWords, figureWords, splitName } from './figure-words';
import { overviewUrl, viewOf } from './view';
import { withWaiting } from './with-waiting';

describe('figureWords', () => {
  it.each([
    ['count', 12_345, '', '12,345'],
    ['count', 3.25, '', '3.3'],
    ['count', 41.6, '', '42'],
    ['money', 123_450, '', '$1,234.50'],
    ['money', -2900, '', '−$29'],
    ['duration', 340, '', '340 ms'],
    ['duration', 12_300, '', '12.3 s'],
    ['usage', 1_500_000_000, 'storage_bytes', '1.5 GB'],
    ['usage', -12, 'saved_jobs', '−12'],
  ] as const)('puts a %s of %d %s as %s', (unit, value, split, words) => {
    expect(figureWords(unit, value, split)).toBe(words);
  });
});

describe('changeWords', () => {
  const change = (current: number | null, before: number | null) =>
    changeWords({ unit: 'count', current, before })?.sentence ?? null;

  it('says how much, and from what', () => {
    expect(change(50, 40)).toBe('Up 25% from 40');
    expect(change(30, 40)).toBe('Down 25% from 40');
    expect(change(40, 40)).toBe('As before');
    expect(changeWords({ unit: 'usage', current: 2e9, before: 1e9, split: 'storage_bytes' })?.sentence).toBe(
      'Up 100% from 1 GB',
    );
  });

  it('says no share of nothing, and none of what was lost', () => {
    expect(change(5, 0)).toBe('Up from 0');
    expect(change(-5, 5)).toBe('Down from 5');
    expect(change(5, -5)).toBe('Up from -5');
  });

  it('says nothing where there is nothing to compare', () => {
    expect(change(5, null)).toBeNull();
    expect(change(null, 5)).toBeNull();
  });
});

describe('names', () => {
  it('are those of plans, metrics, movements and outcomes', () => {
    expect(splitName('mrr', 'enterprise')).toBe('Enterprise');
    expect(splitName('usage', 'llm_tokens')).toBe('AI tokens');
    expect(splitName('mrr_movement', 'churn')).toBe('Churn');
    expect(splitName('webhook_events', 'dead')).toBe('Dead');
    expect(splitName('webhook_duration', 'p95')).toBe('p95');
  });
});

describe('the address of the overview', () => {
  it('has the view, and leads back to it', () => {
    const view = { days: 90, metric: 'runs' } as const;
    expect(overviewUrl(view)).toBe('/admin?days=90&metric=runs');
    expect(viewOf({ days: '90', metric: 'runs' })).toEqual(view);
    expect(overviewUrl({ days: 30, metric: null })).toBe('/admin');
  });

  it('is not led astray by what it does not know', () => {
    expect(viewOf({ days: '31', metric: ['runs', 'x'] })).toEqual({ days: 30, metric: null });
    expect(viewOf({ days: '30; drop', metric: '<script>' })).toEqual({ days: 30, metric: null });
  });
});

describe('countedWords', () => {
  it.each([
    [null, 'The days are being counted already.'],
    [{ counted: 0, left: 0 }, 'Everything was counted already.'],
    [{ counted: 1, left: 0 }, '1 day counted.'],
    [{ counted: 62, left: 9 }, '62 days counted. The worker goes on with the other 9.'],
  ])('puts %j as %s', (report, words) => {
    expect(countedWords(report)).toBe(words);
  });
});

describe('withWaiting', () => {
  const part = (split: string, values: (number | null)[]) => ({ split, values, current: 0, before: null });
  const events = (splits: ReturnType<typeof part>[]) => ({
    figure: 'webhook_events' as const,
    title: 'Webhook events',
    unit: 'count' as const,
    kind: 'sum' as const,
    definition: '',
    current: null,
    before: null,
    splits,
  });

  it('tells those that nothing has become of yet', () => {
    const told = withWaiting(
      events([part('received', [5, null, 4]), part('processed', [5, null, 1]), part('dead', [0, null, 1])]),
    );
    expect(told.splits.at(-1)).toEqual({
      split: 'waiting',
      values: [0, null, 2],
      current: 2,
      before: null,
    });
  });

  it('adds nothing where none waits', () => {
    const figure = events([part('received', [5]), part('processed', [5])]);
    expect(withWaiting(figure)).toBe(figure);
  });
});
