/** Where a session is, by what is kept of its address; see `networkOf` of lib/auth/sessions. */
export function placeWords(network: string | null): string {
  if (network === null) return 'Unknown network';
  if (network === 'loopback') return 'This machine';
  if (network === 'private') return 'A private network';
  return `Network ${network}`;
}

/** How long ago something was seen, by a clock that is exact to five minutes. */
export function seenWords(lastSeenAt: string, now: Date): string {
  const minutes = (now.getTime() - Date.parse(lastSeenAt)) / 60_000;
  if (minutes < 10) return 'Seen just now';
  for (const [unit, length, below] of units) {
    if (minutes < below) return `Seen ${relative.format(-Math.floor(minutes / length), unit)}`;
  }
  return `Seen on ${day.format(new Date(lastSeenAt))}`;
}

/** A day as people write it; all days are UTC. */
export function dayWords(iso: string): string {
  return day.format(new Date(iso));
}

const units: readonly ['minute' | 'hour' | 'day', number, number][] = [
  ['minute', 1, 60],
  ['hour', 60, 24 * 60],
  ['day', 24 * 60, 14 * 24 * 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
