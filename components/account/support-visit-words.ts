import type { SupportVisit } from '@/lib/auth';

/** When somebody of support was there, and what they could do, in one line; all times are UTC. */
export function visitWords({ startedAt, endsAt, isGoingOn, mayWrite }: SupportVisit): string {
  const reach = mayWrite ? 'could change things' : 'could only look';
  if (isGoingOn)
    return `There now, until ${clock(endsAt)} UTC at the latest · ${reach.replace('could', 'can')}`;
  return `${day.format(new Date(startedAt))}, ${clock(startedAt)} to ${clock(endsAt)} UTC · ${reach}`;
}

function clock(iso: string): string {
  return iso.slice(11, 16);
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
