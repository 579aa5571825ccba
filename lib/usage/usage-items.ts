import { Prisma } from '@/lib/db';
import { type Metric, metrics } from '@/lib/plans';

/** How much of which metrics, in whole units. They are counted together or not at all. */
export type UsageItems = Partial<Record<Metric, number>>;

/** The most that one operation may count of a metric, as the database holds it, too. */
export const QUANTITY_MAX = 1_000_000_000_000;

/**
 * Items as two arrays for the database's functions, by position.
 * @param least the smallest quantity that makes sense: 1 to take, 0 for what was used less of than was reserved
 * @throws RangeError for a quantity that is no whole number between `least` and {@link QUANTITY_MAX}
 */
export function itemArrays(
  items: UsageItems,
  least: 0 | 1 = 1,
): { metrics: Prisma.Sql; quantities: Prisma.Sql } {
  const named = namedItems(items, least);
  return {
    metrics: Prisma.sql`${named.map(({ metric }) => metric)}::app.metric[]`,
    quantities: Prisma.sql`${named.map(({ quantity }) => String(quantity))}::text[]::bigint[]`,
  };
}

/**
 * The function of the database that reserves or takes these items, and the items as its arguments. The one for a single metric
 * decides what is asked for nearly always by a shorter way.
 * @throws RangeError as {@link itemArrays}
 */
export function itemCall(
  does: 'reserve' | 'take',
  items: UsageItems,
): { name: Prisma.Sql; args: Prisma.Sql } {
  const [only, ...others] = namedItems(items, 1);
  if (only && others.length === 0) {
    return {
      name: does === 'reserve' ? Prisma.sql`app.reserve_one` : Prisma.sql`app.take_one`,
      args: Prisma.sql`${only.metric}::app.metric, ${BigInt(only.quantity)}::bigint`,
    };
  }
  const { metrics, quantities } = itemArrays(items);
  return {
    name: does === 'reserve' ? Prisma.sql`app.reserve_usage` : Prisma.sql`app.take_usage`,
    args: Prisma.sql`${metrics}, ${quantities}`,
  };
}

function namedItems(items: UsageItems, least: 0 | 1): { metric: Metric; quantity: number }[] {
  const named = metrics.flatMap((metric) => {
    const quantity = items[metric];
    return quantity === undefined ? [] : [{ metric, quantity }];
  });
  for (const { metric, quantity } of named) {
    if (!Number.isInteger(quantity) || quantity < least || quantity > QUANTITY_MAX) {
      throw new RangeError(`${metric}: a quantity is a whole number between ${least} and ${QUANTITY_MAX}`);
    }
  }
  return named;
}
