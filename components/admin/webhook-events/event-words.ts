import type { ShownEvent } from '@/lib/admin';

/** A status as a badge says it, and what it means. */
export const eventStatusWords = {
  received: { label: 'Waiting', tone: 'info', meaning: 'Stored, and to be processed.' },
  processed: { label: 'Processed', tone: 'success', meaning: 'Done with.' },
  failed: { label: 'Failed', tone: 'warning', meaning: 'Failed, and tried again by itself.' },
  dead: { label: 'Dead', tone: 'danger', meaning: 'Given up. It waits for somebody to replay it.' },
} as const satisfies Record<ShownEvent['status'], { label: string; tone: string; meaning: string }>;

/** A moment as tables of the console show it: "2026-11-26 09:41:07", in UTC. */
export function momentWords(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** How long something took. */
export function durationWords(ms: number | null): string {
  if (ms === null) return '—';
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What a replay came to. */
export function replayedWords({ replayed, passedOver }: { replayed: number; passedOver: number }): string {
  const rest =
    passedOver > 0 ? `, ${passedOver.toLocaleString('en-US')} wait already or ask for nothing` : '';
  return `${replayed.toLocaleString('en-US')} ${replayed === 1 ? 'event is' : 'events are'} due again${rest}`;
}
