import type { ComponentProps } from 'react';
import type { BulkAction, BulkOperation, BulkPreview } from '@/lib/admin/users/bulk';
import type { Badge } from '../../../ui/badge';
import { planWords } from '../user-words';

/** What is asked for many, as the buttons say it. */
export const bulkVerbs: Record<BulkAction['kind'], string> = {
  suspend: 'Suspend',
  activate: 'Activate',
  grant_plan: 'Grant plan',
};

/** What an action does, as the headline of its order. `endsAt` is said by its last day, in UTC. */
export function actionWords(action: BulkAction): string {
  if (action.kind !== 'grant_plan') return bulkVerbs[action.kind];
  const plan = `Grant ${planWords[action.planId]}`;
  return action.endsAt === null ? `${plan} without end` : `${plan} until ${lastDayOf(action.endsAt)}`;
}

/** What will come of it for each person. */
export const effectWords: Record<BulkAction['kind'], string> = {
  suspend:
    'Their sessions end at once, and neither signing in nor keys are accepted until they are activated.',
  activate: 'Their suspension is lifted. They sign in again themselves.',
  grant_plan: 'Their personal organization has the plan without payment, beside whatever it pays for.',
};

/** Whom an order would concern, in a sentence. */
export function concernedWords({ concerned }: Pick<BulkPreview, 'concerned'>): string {
  if (concerned === 0) return 'This would concern nobody.';
  return concerned === 1
    ? 'This concerns 1 person.'
    : `This concerns ${concerned.toLocaleString('en-US')} people.`;
}

/** Who is left out and why, a line for each reason that there is. */
export function leftOutWords(kind: BulkAction['kind'], preview: BulkPreview): string[] {
  const { admins, deleted, already } = preview;
  const alreadySo = {
    suspend: 'suspended already',
    activate: 'not suspended',
    grant_plan: 'on this plan or a better one already',
  }[kind];
  return [
    admins > 0 ? `${admins.toLocaleString('en-US')} left out: admins of the platform` : null,
    deleted > 0 ? `${deleted.toLocaleString('en-US')} left out: deleted` : null,
    already > 0 ? `${already.toLocaleString('en-US')} left out: ${alreadySo}` : null,
  ].filter((line) => line !== null);
}

/** How an order stands, in a word. */
export const stateWords: Record<
  BulkOperation['state'],
  { label: string; tone: ComponentProps<typeof Badge>['tone'] }
> = {
  waiting: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Running', tone: 'info' },
  done: { label: 'Done', tone: 'success' },
  stopped: { label: 'Stopped', tone: 'warning' },
};

/** How far an order has come. */
export function progressWords({
  done,
  failed,
  total,
}: Pick<BulkOperation, 'done' | 'failed' | 'total'>): string {
  const number = (value: number) => value.toLocaleString('en-US');
  const inVain = failed === 0 ? '' : `, ${number(failed)} of them in vain`;
  return `${number(done)} of ${number(total)} done${inVain}`;
}

/** The end of the UTC day that was chosen as the last; null for none. */
export function endOfDay(day: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const begin = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(begin) ? null : new Date(begin + 86_400_000).toISOString();
}

function lastDayOf(endsAt: string): string {
  return new Date(Date.parse(endsAt) - 1).toISOString().slice(0, 10);
}
