import { Histogram } from 'prom-client';

/** How many there are of one value. */
export type Counted = { value: number; count: number };

type CountedOptions<Label extends string> = { name: string; help: string; label: Label; buckets: number[] };

/**
 * A histogram of what there is at the moment, counted elsewhere, instead of what happened since the start: observing a
 * million people one by one would hold up everything else for a second.
 */
export class CountedHistogram<Label extends string> extends Histogram<Label> {
  readonly #options: CountedOptions<Label>;
  #counts: ReadonlyMap<string, readonly Counted[]> = new Map();

  constructor(options: CountedOptions<Label>) {
    const { label, ...rest } = options;
    super({ ...rest, labelNames: [label], registers: [] });
    this.#options = options;
  }

  /** The counts by the label's value, in the place of what was told before. */
  tell(counts: ReadonlyMap<string, readonly Counted[]>): void {
    this.#counts = new Map(counts);
  }

  /** What the registry asks a histogram for. */
  getForPromString() {
    const { name, help } = this.#options;
    const values = [...this.#counts].flatMap(([of, counted]) => this.#series(of, counted));
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }

  #series(of: string, counted: readonly Counted[]) {
    const { name, label, buckets } = this.#options;
    const line = (part: string, value: number, le?: number | string) => ({
      metricName: `${name}_${part}`,
      value,
      labels: le === undefined ? { [label]: of } : { le, [label]: of },
    });
    const howMany = (within: readonly Counted[]) => within.reduce((sum, { count }) => sum + count, 0);
    return [
      ...buckets.map((bound) =>
        line('bucket', howMany(counted.filter(({ value }) => value <= bound)), bound),
      ),
      line('bucket', howMany(counted), '+Inf'),
      line(
        'sum',
        counted.reduce((sum, { value, count }) => sum + value * count, 0),
      ),
      line('count', howMany(counted)),
    ];
  }
}
