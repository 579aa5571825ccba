import { Prisma, type Transaction } from '@/lib/db';
import { currentOrigin, currentRequestId } from '@/lib/observability';
import { type AuditEntry, NO_ORGANIZATION } from './audit-event';
import { changesBetween } from './changes-between';
import { textWithoutSecrets } from './without-secrets';

/**
 * Records what is being done, in the transaction that does it: neither is there without the other. Where the request came
 * from and its id are known from the work being done.
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
      (${entry.organizationId ?? NO_ORGANIZATION}::uuid, ${actor.id}::uuid, ${actor.email},
       ${actor.impersonation?.userId ?? null}::uuid, ${actor.impersonation?.id ?? null}::uuid, ${actor.via},
       ${entry.action}, ${target.kind}, ${target.id ?? null}, ${text(target.label, LABEL_MAX)},
       ${entry.userId ?? null}::uuid, ${json(before)}, ${json(after)},
       ${text(entry.reason, REASON_MAX)}, ${entry.undoes ?? null}::uuid,
       ${ip}, ${userAgent}, ${currentRequestId() ?? null})
    returning id::text as id`;
  if (!row) throw new Error('An insert returned no row.');
  return row.id;
}

// As the table takes them: what is too long must not undo what it tells of.
const LABEL_MAX = 320;
const REASON_MAX = 500;

function text(given: string | null | undefined, most: number): string | null {
  return given ? textWithoutSecrets(given, most) : null;
}

function json(facts: unknown): Prisma.Sql {
  return facts === null ? Prisma.sql`null` : Prisma.sql`${JSON.stringify(facts)}::jsonb`;
}
