import type { AccountEvent, AccountUser } from '@/lib/admin';
import { actionWords } from '@/lib/audit/audit-actions';

type Tone = 'success' | 'warning' | 'danger' | 'neutral' | 'info';

/** How an account stands, in a word. */
export function statusWords({ status, deletionDueAt }: Pick<AccountUser, 'status' | 'deletionDueAt'>): {
  badge: string;
  tone: Tone;
} {
  if (status === 'deleted') return { badge: 'Deleted', tone: 'danger' };
  if (status === 'suspended') return { badge: 'Suspended', tone: 'danger' };
  return deletionDueAt ? { badge: 'Leaving', tone: 'warning' } : { badge: 'Active', tone: 'success' };
}

/** How a person signs in. */
export function signInWords({
  hasPassword,
  googleEmail,
  hasSecondFactor,
}: Pick<AccountUser, 'hasPassword' | 'googleEmail' | 'hasSecondFactor'>): string {
  const ways = [
    ...(hasPassword ? ['password'] : []),
    ...(googleEmail === null ? [] : [`Google (${googleEmail})`]),
  ];
  const by = ways.length > 0 ? ways.join(' or ') : 'mailed link';
  const words = `${by.charAt(0).toUpperCase()}${by.slice(1)}`;
  return hasSecondFactor ? `${words}, with a second factor` : words;
}

/** An event in a line: what happened, by whom or how it went, and what there is to add. */
export type EventWords = { title: string; by: string; tone: Tone; detail: string | null };

/** Puts an event of an account into words. */
export function eventWords(event: AccountEvent): EventWords {
  switch (event.kind) {
    case 'audit':
      return auditWords(event);
    case 'webhook':
      return { title: event.type, ...webhookStates[event.status](event), detail: event.error };
    case 'mail':
      return { title: `Mail: ${sentence(event.type)}`, ...mailState(event) };
    case 'run':
      return {
        title: event.quantity === 1 ? '1 run' : `${event.quantity.toLocaleString('en-US')} runs`,
        by: `In ${event.organization}`,
        tone: 'neutral',
        detail: null,
      };
  }
}

type OfKind<Kind extends AccountEvent['kind']> = Extract<AccountEvent, { kind: Kind }>;

function auditWords({ action, actorEmail, via, byPerson, target, reason }: OfKind<'audit'>): EventWords {
  const by = byPerson ? 'the person' : (actorEmail ?? (via === 'script' ? 'an operator' : 'Foothold'));
  return {
    title: actionWords(action),
    by: via === 'impersonation' ? `By ${actorEmail ?? 'an admin'}, acting as the person` : `By ${by}`,
    tone: 'neutral',
    detail: [target, reason].filter(Boolean).join(' · ') || null,
  };
}

const webhookStates: Record<
  OfKind<'webhook'>['status'],
  (event: OfKind<'webhook'>) => Pick<EventWords, 'by' | 'tone'>
> = {
  received: () => ({ by: 'From Stripe, waiting', tone: 'info' }),
  processed: () => ({ by: 'From Stripe, processed', tone: 'neutral' }),
  failed: ({ attempts }) => ({
    by: `From Stripe, failed ${timesWords(attempts)}, is tried again`,
    tone: 'warning',
  }),
  dead: ({ attempts }) => ({ by: `From Stripe, given up after ${timesWords(attempts)}`, tone: 'danger' }),
};

function mailState({ about, sentAt, attempts, error }: OfKind<'mail'>): Omit<EventWords, 'title'> {
  const of = {
    account: 'About the account',
    billing: 'About billing',
    organization: 'About an organization',
  }[about];
  if (sentAt !== null) return { by: `${of}, sent`, tone: 'neutral', detail: null };
  return error === null
    ? { by: `${of}, waiting`, tone: 'info', detail: null }
    : { by: `${of}, failed ${timesWords(attempts)}`, tone: 'warning', detail: error };
}

function timesWords(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}

function sentence(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
