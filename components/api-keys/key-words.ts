import type { ApiKey } from '@/lib/auth/api-keys';

/** A key's state in a word; null for one that simply works. */
export function stateWords({
  state,
}: Pick<ApiKey, 'state'>): { badge: string; tone: 'warning' | 'danger' | 'neutral' } | null {
  return states[state];
}

const states = {
  active: null,
  replaced: { badge: 'Being replaced', tone: 'warning' },
  expired: { badge: 'Expired', tone: 'neutral' },
  inactive: { badge: 'Does not work', tone: 'danger' },
} as const;

/** What there is to know about a key that does not simply work; null when it does. */
export function stateNote({ state, createdBy }: Pick<ApiKey, 'state' | 'createdBy'>): string | null {
  if (state === 'replaced') return 'Works beside the key that replaces it.';
  if (state === 'expired') return 'Refused since its end. Its place is free.';
  if (state === 'active') return null;
  const maker = createdBy ? (createdBy.name ?? createdBy.email) : 'Whoever made it';
  return `${maker} is suspended or not a member any more. Rotate it to take it over, or revoke it.`;
}

/** For how long a new key can be made, the usual one first. */
export const lifetimes = [
  { value: '90', label: '90 days' },
  { value: '30', label: '30 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'No end' },
] as const;

/** When a key ends that is made now for one of {@link lifetimes}; null for never. */
export function endAfter(lifetime: string, now: Date): string | null {
  const days = Number(lifetime);
  return Number.isInteger(days) && days > 0
    ? new Date(now.getTime() + days * 86_400_000).toISOString()
    : null;
}

/** How long an old key can go on working beside the new one. */
export const overlaps = [
  { value: '1', label: 'One more day', description: 'Time to bring the new key to where the old one is.' },
  { value: '7', label: 'Seven more days', description: 'For what is not changed in a day.' },
  { value: '0', label: 'Not at all', description: 'When somebody else may know the old key.' },
] as const;

/** The question before a key is ended for good, or leaves the list when its time was over anyway. */
export function endingWords(key: Pick<ApiKey, 'name' | 'state'> | undefined): {
  title: string;
  description: string;
  confirmLabel: string;
} {
  const name = key?.name ?? '';
  return key?.state === 'expired'
    ? {
        title: `Remove “${name}”?`,
        description: 'It has expired and is refused already. It leaves the list for good.',
        confirmLabel: 'Remove',
      }
    : {
        title: `Revoke “${name}”?`,
        description: 'Whatever uses this key is refused at once. This cannot be undone.',
        confirmLabel: 'Revoke',
      };
}
