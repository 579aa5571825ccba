import type { Period } from '../core/periods';

/** What an item costs for its whole period, in the currency's smallest unit. */
export type Holding = { item: string; price: string; quantity: number; amount: number; period: Period };

/** A part of a period that is given back (`credit`, below zero) or charged in addition. */
export type Proration = { kind: 'credit' | 'charge'; holding: Holding; amount: number; period: Period };

/**
 * What a change of items costs from a moment (seconds since 1970) to the end of the period: every item that changed is
 * credited as it was and charged as it is, by the second. Items that stayed the same are left alone, and so is what
 * costs nothing.
 */
export function prorations(before: readonly Holding[], after: readonly Holding[], at: number): Proration[] {
  const credits = before.filter((old) => !after.some((held) => isSame(old, held)));
  const charges = after.filter((held) => !before.some((old) => isSame(old, held)));
  return [
    ...credits.map((holding) => part('credit', holding, at)),
    ...charges.map((holding) => part('charge', holding, at)),
  ].filter(({ amount }) => amount !== 0);
}

/**
 * The share of an amount for the seconds that are left of a period, rounded half up to a whole unit. Before the period
 * that is all of it, after it nothing.
 */
export function remainingShare(amount: number, period: Period, at: number): number {
  const whole = BigInt(period.end - period.start);
  if (whole <= 0n) return 0;
  const left = BigInt(Math.min(period.end - period.start, Math.max(0, period.end - at)));
  // Amount times seconds does not fit a double without loss.
  return Number((BigInt(amount) * left * 2n + whole) / (whole * 2n));
}

function part(kind: Proration['kind'], holding: Holding, at: number): Proration {
  const share = remainingShare(holding.amount, holding.period, at);
  const start = Math.min(Math.max(at, holding.period.start), holding.period.end);
  // Without the condition a credit for nothing would be −0, which is not the 0 that is filtered out.
  const amount = kind === 'credit' && share !== 0 ? -share : share;
  return { kind, holding, amount, period: { start, end: holding.period.end } };
}

function isSame(a: Holding, b: Holding): boolean {
  return a.item === b.item && a.price === b.price && a.quantity === b.quantity && a.amount === b.amount;
}
