import type { ComponentProps } from 'react';
import type { UserFilter, UserStatus } from '@/lib/admin/users';
import type { PlanId } from '@/lib/plans';
import type { Badge } from '../../ui/badge';

type Tone = ComponentProps<typeof Badge>['tone'];

/** How an account stands, in a word. */
export const statusWords: Record<UserStatus, { label: string; tone: Tone }> = {
  active: { label: 'Active', tone: 'success' },
  suspended: { label: 'Suspended', tone: 'danger' },
  leaving: { label: 'Leaving', tone: 'warning' },
  deleted: { label: 'Deleted', tone: 'neutral' },
};

/** Plans by name. The console may have renamed one; here their ids are shown, as everywhere an admin works. */
export const planWords: Record<PlanId, string> = {
  free: 'Free',
  basic: 'Basic',
  pro: 'Pro',
  team: 'Team',
  enterprise: 'Enterprise',
};

/** One part of a filter that can be taken away by itself. */
export type FilterChip = { label: string; without: UserFilter };

/** What is filtered, part by part, without what is searched for: that stands in its box. */
export function filterChips(filter: UserFilter): FilterChip[] {
  const { status, plan, verified, pastDue, createdFrom, createdTo, seenFrom, seenTo } = filter;
  const chips: (FilterChip | null)[] = [
    status ? { label: `Status: ${statusWords[status].label}`, without: omit(filter, 'status') } : null,
    plan ? { label: `Plan: ${planWords[plan]}`, without: omit(filter, 'plan') } : null,
    verified === undefined
      ? null
      : { label: verified ? 'Email confirmed' : 'Email not confirmed', without: omit(filter, 'verified') },
    pastDue === undefined
      ? null
      : { label: pastDue ? 'Payment past due' : 'No payment past due', without: omit(filter, 'pastDue') },
    rangeChip('Signed up', createdFrom, createdTo, omit(filter, 'createdFrom', 'createdTo')),
    rangeChip('Last seen', seenFrom, seenTo, omit(filter, 'seenFrom', 'seenTo')),
  ];
  return chips.filter((chip) => chip !== null);
}

function rangeChip(
  what: string,
  from: string | undefined,
  to: string | undefined,
  without: UserFilter,
): FilterChip | null {
  if (from && to) return { label: from === to ? `${what} on ${from}` : `${what} ${from} to ${to}`, without };
  if (from) return { label: `${what} since ${from}`, without };
  return to ? { label: `${what} until ${to}`, without } : null;
}

function omit(filter: UserFilter, ...names: (keyof UserFilter)[]): UserFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !names.some((each) => each === name)));
}

/** How many people, as a sentence begins. */
export function countWords({ count, exact }: { count: number; exact: boolean }): string {
  const number = count.toLocaleString('en-US');
  if (!exact) return `About ${number} people`;
  return count === 1 ? '1 person' : `${number} people`;
}
