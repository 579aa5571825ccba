import { createHash } from 'node:crypto';

/** Chance that is the same every time: what a seed decides, it decides again. */
export type Chance = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** Whether something happens that does so in this share of cases. */
  happens(share: number): boolean;
  /** One of these. */
  pick<T>(from: readonly T[]): T;
};

/** Chance from a seed (mulberry32): enough for stories, and for nothing else. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    happens: (share) => next() < share,
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error('There is nothing to pick from.');
      return found;
    },
  };
}

/** Chance that belongs to a name. */
export function chanceFor(name: string): Chance {
  return chanceOf(hashOf(name).readInt32BE());
}

/** A UUID that belongs to a name, and is the same every time. Not for anything secret. */
export function uuidOf(name: string): string {
  const hex = hashOf(name).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function hashOf(name: string): Buffer {
  return createHash('sha1').update(name).digest();
}
