import type { AuditAction } from '@/lib/audit';
import { chanceFor, uuidOf } from './chance';
import type { Row } from './insert-rows';
import type { MoneyRows } from './money';
import type { Person } from './people';
import { idAt } from './use';

/** Who looked after people in the demo's past. */
export type Admin = { id: string; email: string };

/** A session for each visit, and what the audit log has of it; the last one is still open. */
export function sessionRows(person: Person): Row[] {
  const chance = chanceFor(`${person.id} device`);
  const device = chance.pick(devices);
  const network = `${chance.pick([81, 91, 176, 203])}.${chance.between(1, 254)}.${chance.between(0, 254)}.x`;
  return person.visits.map((at, index) => {
    const lastSeenAt = new Date(at.getTime() + chance.between(4, 55) * 60_000);
    const isOpen = index === person.visits.length - 1 && person.status === 'active';
    return {
      userId: person.id,
      id: idAt(at, `${person.id} session ${index}`),
      kind: 'browser',
      userAgent: device,
      network,
      createdAt: at,
      lastSeenAt,
      revokedAt: isOpen ? null : lastSeenAt,
      scopes: [],
    };
  });
}

/** What the audit log has: people signing in lately, what became of subscriptions, and what the admin did. */
export function auditRows(
  people: readonly Person[],
  moneyOf: (person: Person) => MoneyRows | undefined,
  admin: Admin,
  now: Date,
): Row[] {
  const recent = now.getTime() - 21 * 86_400_000;
  const signIns = people.flatMap((person) =>
    person.visits
      .filter((at) => at.getTime() > recent)
      .slice(-2)
      .map((at) => byPerson(person, { at, action: 'session.started', kind: 'session', targetId: null })),
  );
  const subscriptions = people.flatMap((person) =>
    (moneyOf(person)?.subscriptions ?? []).flatMap((subscription) => {
      const of = (at: unknown, action: AuditAction) =>
        at instanceof Date
          ? [bySystem(person, { at, action, id: String(subscription.id), plan: String(subscription.planId) })]
          : [];
      return [
        ...of(subscription.stripeCreatedAt, 'subscription.started'),
        ...of(subscription.endedAt, 'subscription.ended'),
      ];
    }),
  );
  const done = people.flatMap((person) => {
    const last = person.visits.at(-1) ?? person.cameAt;
    if (person.status === 'suspended')
      return [
        byAdmin(person, admin, { at: hoursAfter(last, 5), action: 'user.suspended', reason: suspended }),
      ];
    if (person.status === 'deleted')
      return [byAdmin(person, admin, { at: hoursAfter(last, 30), action: 'user.deleted', reason: deleted })];
    return [];
  });
  return [...signIns, ...subscriptions, ...done].filter(
    ({ occurredAt }) => Number(occurredAt) <= now.getTime(),
  );
}

/** What the admin wrote down about people. */
export function noteRows(people: readonly Person[], admin: Admin, now: Date): Row[] {
  return notes.flatMap(([nth, body], index) => {
    const person = people[nth];
    if (!person) return [];
    const at = hoursAfter(person.cameAt, 60 + index * 31);
    return at > now
      ? []
      : [
          {
            userId: person.id,
            id: idAt(at, `note ${nth}`),
            authorId: admin.id,
            authorEmail: admin.email,
            body,
            createdAt: at,
          },
        ];
  });
}

/** The nightly comparisons with Stripe of two weeks: all quiet but one, in which a lost webhook was made good. */
export function reconciliationRows(money: readonly MoneyRows[], now: Date): { runs: Row[]; drifts: Row[] } {
  const nights = Array.from({ length: 14 }, (_, back) => {
    const night = new Date(now.getTime() - back * 86_400_000);
    return new Date(Date.UTC(night.getUTCFullYear(), night.getUTCMonth(), night.getUTCDate(), 3, 41));
  }).filter((night) => night < now);
  const [drifted] = money.filter(({ subscriptions }) =>
    subscriptions.some(({ status }) => status === 'active'),
  );
  const found = nights.at(4);
  const runs = nights.map((startedAt) => ({
    id: idAt(startedAt, `run ${startedAt.toISOString()}`),
    trigger: 'schedule',
    startedAt,
    finishedAt: new Date(
      startedAt.getTime() + chanceFor(`run ${startedAt.getTime()}`).between(7_200, 11_900),
    ),
    customers: money.filter(({ subscriptions }) =>
      subscriptions.some(({ stripeCreatedAt }) => Number(stripeCreatedAt) <= startedAt.getTime()),
    ).length,
    drifts: startedAt === found && drifted ? 1 : 0,
    repaired: startedAt === found && drifted ? 1 : 0,
    error: null,
  }));
  const run = runs.find(({ startedAt }) => startedAt === found);
  if (!run || !found || !drifted) return { runs, drifts: [] };
  const at = new Date(found.getTime() + 4_100);
  return {
    runs,
    drifts: [
      {
        id: idAt(at, 'drift'),
        runId: run.id,
        stripeCustomerId: drifted.stripeCustomerId,
        objectId: String(drifted.subscriptions[0]?.id),
        field: 'status',
        ours: 'past_due',
        theirs: 'active',
        repaired: true,
        foundAt: at,
      },
    ],
  };
}

/** Has a few of Stripe's events fail: one for good, and two that will be tried again. */
export function withFailures(events: readonly Row[], now: Date): Row[] {
  const chosen = events
    .filter(({ type }) => type === 'customer.subscription.updated' || type === 'invoice.paid')
    .toSorted((a, b) => Number(b.receivedAt) - Number(a.receivedAt));
  const [dead, ...failing] = [chosen[6], chosen[1], chosen[2]].map((event) => event?.id);
  return events.map((event) => {
    const { id } = event;
    if (id === dead)
      return {
        ...event,
        status: 'dead',
        attempts: 12,
        processedAt: null,
        durationMs: null,
        error: unavailable,
      };
    if (!failing.includes(id)) return event;
    const nextAttemptAt = new Date(now.getTime() + 3 * 3_600_000);
    return {
      ...event,
      status: 'failed',
      attempts: 4,
      nextAttemptAt,
      processedAt: null,
      durationMs: null,
      error: unavailable,
    };
  });
}

type Told = { at: Date; action: AuditAction };

function byPerson(
  person: Person,
  { at, action, kind }: Told & { kind: string; targetId: string | null },
): Row {
  return {
    ...blank(at, `${person.id} ${action}`, action),
    organizationId: person.id,
    actorId: person.id,
    actorEmail: person.email,
    via: 'session',
    targetKind: kind,
    targetId: person.id,
    targetLabel: person.email,
    userId: person.id,
  };
}

function bySystem(person: Person, { at, action, id, plan }: Told & { id: string; plan: string }): Row {
  return {
    ...blank(at, `${id} ${action}`, action),
    organizationId: person.team?.id ?? person.id,
    via: 'system',
    targetKind: 'subscription',
    targetId: id,
    targetLabel: person.team?.name ?? person.email,
    after: action === 'subscription.started' ? { planId: plan } : null,
    before: action === 'subscription.started' ? null : { planId: plan },
  };
}

function byAdmin(person: Person, admin: Admin, { at, action, reason }: Told & { reason: string }): Row {
  return {
    ...blank(at, `${person.id} ${action}`, action),
    organizationId: person.id,
    actorId: admin.id,
    actorEmail: admin.email,
    via: 'console',
    targetKind: 'user',
    targetId: person.id,
    targetLabel: person.email,
    userId: person.id,
    before: { status: 'active' },
    after: { status: person.status },
    reason,
  };
}

function blank(at: Date, name: string, action: AuditAction): Row {
  return {
    id: idAt(at, name),
    occurredAt: at,
    action,
    actorId: null,
    actorEmail: null,
    userId: null,
    before: null,
    after: null,
    reason: null,
    requestId: uuidOf(name),
  };
}

function hoursAfter(moment: Date, hours: number): Date {
  return new Date(moment.getTime() + hours * 3_600_000);
}

const suspended = 'Uses several accounts to get around the free limits; see the note.';
const deleted = 'Asked by phone to be deleted, after confirming the address.';
const unavailable = 'Stripe did not answer in time.';

const notes: readonly [number, string][] = [
  [
    41,
    'Four accounts from the same network within an hour, all saving the same postings. Suspended this one.',
  ],
  [8, 'Asked for an invoice with their company on it. Sent the link to the portal.'],
  [23, 'Very happy with the extension, would like it for Firefox.'],
  [57, 'The card was refused twice; the bank had blocked payments from abroad. Solved.'],
  [77, 'Identity checked by a reply from the address on file.'],
  [104, 'Student discount asked for. Told that there is none yet.'],
  [131, 'Reported a doubled job on the board: two postings with the same title, not a fault.'],
  [160, 'Moves from a spreadsheet. Helped with the import of 60 jobs.'],
  [199, 'Wants to move the account to a team later.'],
];

const devices = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
];
