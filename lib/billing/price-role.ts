import type Stripe from 'stripe';
import { z } from 'zod';
import { intervals, type PlanId, type PriceInterval, planIds } from '@/lib/plans';

/** A plan's price as an item of a subscription names it. */
export type KnownPrice = { planId: PlanId; interval: PriceInterval };

/** What a price of the catalogue pays for: the plan itself, seats beyond the included ones, or use above a limit. */
export type PriceRole = ({ kind: 'plan' } & KnownPrice) | { kind: 'seat' } | { kind: 'metered' };

/** The parts of Stripe's price that tell its role. */
export type RolePrice = Pick<Stripe.Price, 'lookup_key' | 'metadata'>;

/**
 * The role of a price; undefined for what was sold by hand. A price whose amount was changed has handed its lookup key
 * to its successor: who still pays it is known by its metadata.
 * @param prices the catalogue's plan prices by lookup key
 */
export function priceRole(
  { lookup_key: key, metadata }: RolePrice,
  prices: ReadonlyMap<string, KnownPrice>,
): PriceRole | undefined {
  const plan = (key === null ? undefined : prices.get(key)) ?? planSchema.safeParse(metadata).data;
  if (plan) return { kind: 'plan', ...plan };
  const part = partSchema.safeParse(metadata).data?.part ?? addOnKey.exec(key ?? '')?.[1];
  if (part === undefined) return undefined;
  return { kind: part === 'seat' ? 'seat' : 'metered' };
}

const planSchema = z.object({ planId: z.enum(planIds), interval: z.enum(intervals) });
const partSchema = z.object({ part: z.string(), partOf: z.enum(planIds) });
const addOnKey = new RegExp(`^(?:${planIds.join('|')})_(\\w+)_(?:month|six_months|year)$`);
