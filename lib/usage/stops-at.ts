import type { PlanLimit } from '@/lib/plans';

/**
 * The most that can be used under a limit, as the database's `app.has_room` decides it: the limit itself when it is hard,
 * 120 % of it, rounded down, when it is soft; null when nothing stops.
 */
export function stopsAt({ limit, cap }: Pick<PlanLimit, 'limit' | 'cap'>): number | null {
  if (limit === null || cap === 'overage') return null;
  return cap === 'soft' ? limit + Math.floor(limit / 5) : limit;
}
