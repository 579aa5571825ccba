import { asService, type Transaction } from '@/lib/db';
import { type AccountEvent, type EventKind, eventKinds } from './schema';

/** How many events are shown, and how many of each kind are looked at. */
export const EVENTS_SHOWN = 40;

/**
 * What happened lately to an account, by its person and about it, newest first: what is in the audit log, what Stripe
 * said of the customers of their organizations, what the person was mailed, and which runs their organizations had. Of each kind as many are read as are
 * shown of all, so that none that belongs there is missing.
 */
export async function accountEvents(userId: string, only?: EventKind): Promise<AccountEvent[]> {
  const kinds: readonly EventKind[] = only ? [only] : eventKinds;
  const events = await asService('admin.account-events', async (tx) => {
    const found: AccountEvent[] = [];
    for (const kind of kinds) found.push(...(await readers[kind](tx, userId)));
    return found;
  });
  return events.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, EVENTS_SHOWN);
}

const readers: Record<EventKind, (tx: Transaction, userId: string) => Promise<AccountEvent[]>> = {
  audit: readAudit,
  webhook: readWebhooks,
  mail: readMails,
  run: readRuns,
};

async function readAudit(tx: Transaction, userId: string): Promise<AccountEvent[]> {
  // Each half by its own index; `or` would have the database read the whole log backwards.
  const rows = await tx.$queryRaw<AuditRow[]>`
    with seen as (
      (select id from app.audit_events where user_id = ${userId}::uuid order by id desc limit ${EVENTS_SHOWN})
      union
      (select id from app.audit_events where actor_id = ${userId}::uuid order by id desc limit ${EVENTS_SHOWN})
    )
    select e.id::text as id, e.occurred_at as at, e.action, e.actor_email as "actorEmail", e.via,
      e.actor_id = ${userId}::uuid as "byPerson", e.reason,
      case when e.target_id is distinct from ${userId} then e.target_label end as target
    from app.audit_events e join seen on seen.id = e.id
    order by e.id desc limit ${EVENTS_SHOWN}`;
  return rows.map(({ at, byPerson, ...row }) => ({
    ...row,
    kind: 'audit' as const,
    at: at.toISOString(),
    byPerson: byPerson ?? false,
  }));
}

type OfKind<Kind extends EventKind> = Extract<AccountEvent, { kind: Kind }>;
type AuditRow = Omit<OfKind<'audit'>, 'kind' | 'at' | 'byPerson'> & { at: Date; byPerson: boolean | null };

async function readWebhooks(tx: Transaction, userId: string): Promise<AccountEvent[]> {
  const rows = await tx.$queryRaw<WebhookRow[]>`
    select w.id, w.received_at as at, w.type, w.status::text as status, w.attempts, w.error
    from app.webhook_events w
    where w.stripe_customer_id = any(
      array(select o.stripe_customer_id from app.memberships m join app.organizations o on o.id = m.organization_id
            where m.user_id = ${userId}::uuid and o.stripe_customer_id is not null))
    order by w.received_at desc limit ${EVENTS_SHOWN}`;
  return rows.map(({ at, ...row }) => ({ ...row, kind: 'webhook' as const, at: at.toISOString() }));
}

type WebhookRow = Omit<OfKind<'webhook'>, 'kind' | 'at'> & { at: Date };

async function readMails(tx: Transaction, userId: string): Promise<AccountEvent[]> {
  // Those of billing go to all owners; to this person went what was taken for them, and what waits goes to them as well.
  const rows = await tx.$queryRaw<MailRow[]>`
    (select n.id::text as id, 'account' as about, n.kind as type, n.created_at as at, n.sent_at as "sentAt",
       n.attempts, n.error
     from app.account_notices n where n.user_id = ${userId}::uuid order by n.id desc limit ${EVENTS_SHOWN})
    union all
    (select n.id::text, 'organization', n.kind::text, n.created_at, n.sent_at, n.attempts, n.error
     from app.member_notices n where n.user_id = ${userId}::uuid order by n.id desc limit ${EVENTS_SHOWN})
    union all
    (select n.organization_id::text || ' ' || n.key, 'billing', n.kind::text, n.created_at, n.sent_at, n.attempts, n.error
     from app.memberships m join app.billing_notices n on n.organization_id = m.organization_id
     where m.user_id = ${userId}::uuid and m.role = 'owner' and (n.sent_at is null or ${userId}::uuid = any(n.sent_to))
     order by n.created_at desc limit ${EVENTS_SHOWN})
    order by at desc limit ${EVENTS_SHOWN}`;
  return rows.map(({ at, sentAt, ...row }) => ({
    ...row,
    kind: 'mail' as const,
    at: at.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  }));
}

type MailRow = Omit<OfKind<'mail'>, 'kind' | 'at' | 'sentAt'> & { at: Date; sentAt: Date | null };

// By the minute, as they are aggregated: an organization may have thousands a day.
async function readRuns(tx: Transaction, userId: string): Promise<AccountEvent[]> {
  const rows = await tx.$queryRaw<RunRow[]>`
    select a.id::text as id, a.bucket as at, a.quantity::integer as quantity, o.name as organization
    from app.memberships m join app.organizations o on o.id = m.organization_id
    cross join lateral (
      select g.id, g.bucket, g.quantity from app.usage_aggregates g
      where g.organization_id = o.id and g.metric = 'runs' and g.quantity > 0
      order by g.bucket desc limit ${EVENTS_SHOWN}) a
    where m.user_id = ${userId}::uuid
    order by a.bucket desc limit ${EVENTS_SHOWN}`;
  return rows.map(({ at, ...row }) => ({ ...row, kind: 'run' as const, at: at.toISOString() }));
}

type RunRow = Omit<OfKind<'run'>, 'kind' | 'at'> & { at: Date };
