import type { Transaction } from '@/lib/db';
import type { KnownPrice } from './price-role';

/** The plan prices of the catalogue by lookup key. */
export async function knownPrices(tx: Transaction): Promise<Map<string, KnownPrice>> {
  const prices = await tx.planPrice.findMany({ select: { lookupKey: true, planId: true, interval: true } });
  return new Map(prices.map(({ lookupKey, planId, interval }) => [lookupKey, { planId, interval }]));
}
