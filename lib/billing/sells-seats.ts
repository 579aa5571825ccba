import type { Plan } from '@/lib/plans';

/** Whether a plan sells seats beyond those that it includes. */
export function sellsSeats({ limits }: Pick<Plan, 'limits'>): boolean {
  return limits.seats.overage !== null;
}
