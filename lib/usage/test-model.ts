import { periodOf } from './period';

/** What the model's organization asks for; both metrics have one limit. */
export type Items = { runs?: number; storage_bytes?: number };
type Metric = keyof Items;

/** What an organization has: plan, limit of both metrics, cap of that limit (null is the plan's), and the anchor. */
export type Terms = {
  planId: 'free' | 'pro' | 'team';
  limit: number | null;
  cap: 'hard' | 'soft' | null;
  anchorDaysBack: number;
};

type Reservation = {
  state: 'held' | 'dead' | 'committed' | 'released' | 'expired';
  items: Items;
  starts: Record<string, string>;
};
type Counter = { used: number; reserved: number; overage: number };

/**
 * Usage as it should be, without a database: one step after the other, in plain numbers. The oracle of the property
 * tests.
 */
export class UsageModel {
  readonly #base: Date;
  #terms: Terms = { planId: 'free', limit: 0, cap: 'hard', anchorDaysBack: 1 };
  readonly #counters = new Map<string, Counter>();
  readonly #operations = new Map<string, Reservation[]>();
  readonly #given = new Set<string>();
  readonly #peaks = new Map<string, number>();

  constructor(base: Date) {
    this.#base = base;
  }

  setTerms(terms: Terms): void {
    this.#terms = terms;
  }

  begin(key: string, items: Items, how: 'reserve' | 'take'): string {
    const former = this.#operations.get(key)?.at(-1);
    if (former && (former.state === 'held' || former.state === 'committed')) {
      const same = former.items.runs === items.runs && former.items.storage_bytes === items.storage_bytes;
      return same ? 'repeated' : 'conflict';
    }
    if (entries(items).some(([metric, quantity]) => !this.#hasRoom(metric, quantity))) return 'refused';
    const starts = Object.fromEntries(entries(items).map(([metric]) => [metric, this.#periodStart(metric)]));
    const made: Reservation = { state: 'held', items, starts };
    this.#operations.set(key, [...(this.#operations.get(key) ?? []), made]);
    for (const [metric, quantity] of entries(items))
      this.#counter(metric, starts[metric]).reserved += quantity;
    if (how === 'reserve') return 'reserved';
    this.commit(key, 0);
    return 'taken';
  }

  commit(key: string, less: number): string {
    const reservation = this.#operations.get(key)?.at(-1);
    if (!reservation) return 'unknown';
    if (reservation.state === 'committed') return 'repeated';
    if (reservation.state === 'dead') this.#end(reservation, 'expired');
    if (reservation.state !== 'held') return 'gone';
    this.#end(reservation, 'committed');
    for (const [metric, quantity] of entries(reservation.items)) {
      this.#count(metric, reservation.starts[metric], Math.max(0, quantity - less));
    }
    return 'committed';
  }

  release(key: string): string {
    const reservation = this.#operations.get(key)?.at(-1);
    if (!reservation) return 'unknown';
    if (reservation.state === 'committed') return 'committed';
    if (reservation.state === 'held') this.#end(reservation, 'released');
    else if (reservation.state === 'dead') this.#end(reservation, 'expired');
    else return 'repeated';
    return 'released';
  }

  expire(key: string): void {
    for (const reservation of this.#operations.get(key) ?? []) {
      if (reservation.state === 'held') reservation.state = 'dead';
    }
  }

  sweep(): void {
    for (const reservation of [...this.#operations.values()].flat()) {
      if (reservation.state === 'dead') this.#end(reservation, 'expired');
    }
  }

  giveBack(key: string, quantity: number): string {
    if (this.#given.has(key)) return 'repeated';
    const { used } = this.#counter('storage_bytes');
    const given = Math.min(used, quantity);
    // Nothing given back is nothing written: the key stays free.
    if (given > 0) this.#given.add(key);
    this.#count('storage_bytes', undefined, -given);
    return 'returned';
  }

  billStanding(): void {
    const { limit } = this.#terms;
    if (limit === null || !this.#bills()) return;
    const counter = this.#counter('storage_bytes');
    counter.overage += this.#raisePeak(counter.used - limit);
  }

  /** Every counter that is not all zero. */
  counters(): Record<string, Counter> {
    return Object.fromEntries(
      [...this.#counters]
        .filter(([, { used, reserved, overage }]) => used !== 0 || reserved !== 0 || overage !== 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  #hasRoom(metric: Metric, quantity: number): boolean {
    const { limit } = this.#terms;
    if (limit === null || this.#bills()) return true;
    const { used, reserved } = this.#counter(metric);
    const dead = [...this.#operations.values()]
      .flat()
      .filter(({ state, starts }) => state === 'dead' && starts[metric] === this.#periodStart(metric))
      .reduce((sum, { items }) => sum + (items[metric] ?? 0), 0);
    return used + reserved - dead + quantity <= (this.#isSoft(metric) ? Math.floor(limit * 1.2) : limit);
  }

  // Of the two plans without overage, both cap runs softly and storage hard.
  #isSoft(metric: Metric): boolean {
    return this.#terms.cap === 'soft' || (this.#terms.cap === null && metric === 'runs');
  }

  #bills(): boolean {
    return this.#terms.planId === 'team' && this.#terms.cap === null;
  }

  #count(metric: Metric, start: string | undefined, quantity: number): void {
    const { limit } = this.#terms;
    const counter = this.#counter(metric, start);
    const before = counter.used;
    counter.used += quantity;
    if (limit === null || !this.#bills()) return;
    counter.overage +=
      metric === 'storage_bytes'
        ? this.#raisePeak(Math.max(before, counter.used) - limit)
        : Math.max(0, counter.used - Math.max(limit, before));
  }

  #raisePeak(overage: number): number {
    const month = this.#monthStart();
    const rise = Math.max(0, overage - (this.#peaks.get(month) ?? 0));
    this.#peaks.set(month, (this.#peaks.get(month) ?? 0) + rise);
    return rise;
  }

  #end(reservation: Reservation, state: 'committed' | 'released' | 'expired'): void {
    reservation.state = state;
    for (const [metric, quantity] of entries(reservation.items)) {
      this.#counter(metric, reservation.starts[metric]).reserved -= quantity;
    }
  }

  #counter(metric: Metric, start = this.#periodStart(metric)): Counter {
    const name = `${metric} ${start}`;
    const counter = this.#counters.get(name) ?? { used: 0, reserved: 0, overage: 0 };
    this.#counters.set(name, counter);
    return counter;
  }

  #periodStart(metric: Metric): string {
    return metric === 'runs' ? this.#monthStart() : new Date(0).toISOString();
  }

  #monthStart(): string {
    const { planId, anchorDaysBack } = this.#terms;
    const anchor = planId === 'free' ? null : new Date(this.#base.getTime() - anchorDaysBack * 86_400_000);
    return periodOf('month', this.#base, anchor).start.toISOString();
  }
}

function entries(items: Items): [Metric, number][] {
  return (['runs', 'storage_bytes'] as const).flatMap((metric): [Metric, number][] => {
    const quantity = items[metric];
    return quantity === undefined ? [] : [[metric, quantity]];
  });
}
