import { Prisma, type Transaction } from '@/lib/db';
import { currentOrigin, currentRequestId } from '@/lib/observability';
import { type AuditActor, type AuditEntry, type AuditTarget, NO_ORGANIZATION } from './audit-event';
import { changesBetween } from './changes-between';
import { textWithoutSecrets } from './without-secrets';

/**
 * Records what is being done, in the transaction that does it: neither is there without the other. Where the request came
 * from and its id are known from the work being done, and why an admin acts as somebody from what allows that.
 * Precondition: `tx` is service work; nobody else may write the log.
 * @returns the id of the event
 */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<string> {
  const { actor, target } = entry;
  const { ip, userAgent } = currentOrigin();
  const { before, after } = changesBetween(entry.before, entry.after);
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into app.audit_events
      (organization_id, actor_id, actor_email, acting_as, impersonation_id, via, action, target_kind, target_id,
       target_label, user_id, before, after, reason, undoes, ip, user_agent, request_id)
    values
      (${entry.organizationId ?? NO_ORGANIZATION}::uuid, ${actor.id}::uuid, ${actor.email ?? emailOf(actor.id)},
       ${actor.impersonation?.userId ?? null}::uuid, ${actor.impersonation?.id ?? null}::uuid, ${actor.via},
       ${entry.action}, ${target.kind}, ${target.id ?? null}, ${labelOf(target)},
       ${entry.userId ?? null}::uuid, ${json(before)}, ${json(after)},
       ${text(entry.reason, REASON_MAX) ?? reasonOf(actor)}, ${entry.undoes ?? null}::uuid,
       ${ip}, ${userAgent}, ${currentRequestId() ?? null})
    returning id::text as id`;
  if (!row) throw new Error('An insert returned no row.');
  return row.id;
}

// As the table takes them: what is too long must not undo what it tells of.
const LABEL_MAX = 320;
const REASON_MAX = 500;

function labelOf({ kind, id, label }: AuditTarget): string | Prisma.Sql | null {
  return text(label, LABEL_MAX) ?? (kind === 'user' && id ? emailOf(id) : null);
}

function emailOf(userId: string | null): Prisma.Sql {
  return Prisma.sql`(select u.email from app.users u where u.id = ${userId}::uuid)`;
}

function reasonOf({ impersonation }: AuditActor): Prisma.Sql | null {
  if (!impersonation) return null;
  const { id, userId } = impersonation;
  return Prisma.sql`(
    select i.reason from app.impersonations i where i.user_id = ${userId}::uuid and i.id = ${id}::uuid)`;
}

function text(given: string | null | undefined, most: number): string | null {
  return given ? textWithoutSecrets(given, most) : null;
}

function json(facts: unknown): Prisma.Sql {
  return facts === null ? Prisma.sql`null` : Prisma.sql`${JSON.stringify(facts)}::jsonb`;
}
