import type { Settings } from '../core/settings';

/** How deliveries misbehave on purpose. All off by default; set through the control API. */
export type DeliveryModes = {
  /** Nothing is sent until released. */
  held: boolean;
  /** So many further copies of every delivery. */
  duplicate: number;
  /** What is due at the same moment goes out in random order. */
  shuffle: boolean;
  /** Share of the deliveries, 0 to 1, that are lost and never retried. */
  drop: number;
  /** First attempts wait this long, in milliseconds. */
  delay_ms: number;
  /** Start of the random numbers behind shuffle and drop, so that a run can be repeated. */
  seed: number;
};

export const ordinaryDelivery: DeliveryModes = {
  held: false,
  duplicate: 0,
  shuffle: false,
  drop: 0,
  delay_ms: 0,
  seed: 1,
};

const NAME = 'delivery.modes';

/** The modes in force; they survive a restart. */
export function readDeliveryModes(settings: Settings): DeliveryModes {
  const stored = settings.read(NAME);
  // Only `writeDeliveryModes` writes this setting.
  return stored === undefined ? ordinaryDelivery : (JSON.parse(stored) as DeliveryModes);
}

export function writeDeliveryModes(settings: Settings, modes: DeliveryModes): void {
  settings.write(NAME, JSON.stringify(modes));
}

/** Random numbers from 0 (included) to 1 (excluded) that a seed decides: the mulberry32 generator. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
