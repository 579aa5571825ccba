import {
  type AuditFile,
  type AuditPage,
  type AuditPageAsked,
  auditFile,
  findAudit,
  nameAudit,
  searchAudit,
} from '@/lib/audit';
import {
  AUDIT_EXPORT_MAX,
  type AuditEvent,
  type AuditFilter,
  type AuditFormat,
  type FoundAudit,
} from '@/lib/audit/schema';
import type { Principal } from '@/lib/auth';
import { asService, asTenant, type MembershipRole, type Transaction } from '@/lib/db';
import { requireFeature } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import { forbiddenWords } from './change-organization';
import { mayDo } from './permissions';

type Owner = Pick<Principal, 'userId' | 'organizationId'>;

/**
 * What was done in the organization that the principal acts for, by its members, its keys, and whoever runs the platform;
 * newest first. Row-level security decides what that is.
 * @throws ProblemError 403 `plan_upgrade_required` without the feature, 403 `forbidden` for everybody but owners, 422 for a
 * foreign cursor
 */
export async function organizationAuditLog(
  owner: Owner,
  filter: AuditFilter,
  asked: AuditPageAsked,
): Promise<AuditPage> {
  const { events, nextCursor } = await inOwnPart(owner, (tx) => searchAudit(tx, own(owner, filter), asked));
  return { events: await shown(events), nextCursor };
}

/** One event of it. @throws ProblemError 404 when it is not there; else as of {@link organizationAuditLog} */
export async function organizationAuditEvent(owner: Owner, id: string): Promise<FoundAudit> {
  const { event, undoneBy } = await inOwnPart(owner, (tx) => findAudit(tx, id, owner.organizationId));
  const [named = event] = await shown([event]);
  return { event: named, undoneBy };
}

/** What {@link organizationAuditLog} finds as a file, at most {@link AUDIT_EXPORT_MAX} events. */
export async function exportOrganizationAuditLog(
  owner: Owner,
  filter: AuditFilter,
  format: AuditFormat,
): Promise<AuditFile> {
  const { events, nextCursor } = await inOwnPart(owner, (tx) =>
    searchAudit(tx, own(owner, filter), { limit: AUDIT_EXPORT_MAX }),
  );
  return auditFile(await shown(events), format, nextCursor !== null);
}

async function inOwnPart<T>(owner: Owner, read: (tx: Transaction) => Promise<T>): Promise<T> {
  await requireFeature(owner, 'audit_log');
  return asTenant(owner, async (tx) => {
    const [member] = await tx.$queryRaw<{ role: MembershipRole | null }[]>`
      select app.current_member_role()::text as role`;
    if (!member?.role || !mayDo(member.role, 'see_audit_log'))
      throw problems.forbidden(forbiddenWords.see_audit_log);
    return read(tx);
  });
}

function own({ organizationId }: Owner, filter: AuditFilter): AuditFilter {
  return { ...filter, organization: organizationId };
}

// Who runs the platform is told by address and reason; where they work from is no customer's business.
async function shown(events: readonly AuditEvent[]): Promise<AuditEvent[]> {
  const named = await asService('organizations.audit-names', (tx) => nameAudit(tx, events));
  return named.map((event) =>
    event.via === 'console' || event.via === 'impersonation' || event.via === 'script'
      ? { ...event, ip: null, userAgent: null }
      : event,
  );
}
