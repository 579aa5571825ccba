import type { AuditEvent } from '@/lib/audit/schema';

/** When something happened, to the second. All times are UTC. */
export function momentWords(iso: string): string {
  return moment.format(new Date(iso));
}

/** Who did it: by address where there was one, and by what is known of who is none. */
export function whoWords({ actor, via }: Pick<AuditEvent, 'actor' | 'via'>): string {
  if (actor) return actor.email ?? actor.id;
  return via === 'script' ? 'An operator’s command' : 'Foothold';
}

/** What it was done to, as it was called then; null where that says nothing that the action does not. */
export function targetWords({ target, actor }: Pick<AuditEvent, 'target' | 'actor'>): string | null {
  // What people do to themselves.
  if (target.kind === 'user' && target.id === actor?.id) return null;
  return target.label;
}

/** By what something was done. */
export function viaWords(via: string): string {
  return new Map<string, string>(Object.entries(vias)).get(via) ?? via;
}

const vias = {
  session: 'In the browser',
  api_key: 'By an API key',
  extension: 'By the browser extension',
  impersonation: 'By an admin acting as somebody',
  console: 'In the console',
  script: 'By an operator’s command',
  system: 'By Foothold itself',
} as const;

/** One field of what changed. Null is what was not, or is not any more, there. */
export type ChangeRow = { field: string; before: string | null; after: string | null };

/** What changed, field by field; fields within fields by their whole name. What is the same on both sides is left out. */
export function changeRows({ before, after }: Pick<AuditEvent, 'before' | 'after'>): ChangeRow[] {
  const [was, is] = [leaves(before), leaves(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((row) => row.before !== row.after);
}

type Facts = AuditEvent['before'];

function leaves(facts: Facts, path: readonly string[] = []): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(facts ?? {})) {
    const here = [...path, fieldWords(name, path.length > 0)];
    if (isFacts(value)) for (const [field, words] of leaves(value, here)) found.set(field, words);
    else found.set(here.join(' › '), valueWords(value));
  }
  return found;
}

function isFacts(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// `requiresSecondFactor` is a name of ours, `api_keys` one that customers know as it is.
function fieldWords(name: string, isWithin: boolean): string {
  const words = name.replaceAll(
    /([a-z\d])([A-Z])/g,
    (_, end: string, next: string) => `${end} ${next.toLowerCase()}`,
  );
  return isWithin || name.includes('_') ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'Nothing';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return number.format(value);
  if (typeof value === 'string') return isMoment(value) ? momentWords(value) : value;
  if (Array.isArray(value)) {
    if (value.length === 0) return 'Nothing';
    if (value.every((each) => typeof each === 'string' || typeof each === 'number')) return value.join(', ');
  }
  return JSON.stringify(value);
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

const moment = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
const number = new Intl.NumberFormat('en');
