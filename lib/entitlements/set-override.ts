import { asService, onCommit, type Transaction } from '@/lib/db';
import type { EntitlementOverride as OverrideRow } from '@/lib/db/generated/client';
import type { Feature, Metric } from '@/lib/plans';
import { refreshEntitlements } from './entitlements-of';

/** The names of the rate limits that a plan has, as the database names them. */
export type RateLimitName = 'session_requests_per_minute' | 'key_requests_per_hour' | 'run_starts_per_hour';

/** What an organization is to have instead of what its plan gives; see the table of that name. */
export type Override =
  | { kind: 'feature'; subject: Feature; enabled: boolean }
  | { kind: 'limit'; subject: Metric; quotaLimit: number | null; cap?: 'hard' | 'soft' | null }
  | { kind: 'rate_limit'; subject: RateLimitName; rate: number };

/** Which override: an organization has at most one of each. */
export type OverrideName = {
  [Kind in Override['kind']]: Pick<Extract<Override, { kind: Kind }>, 'kind' | 'subject'>;
}[Override['kind']];

type OverrideNote = { reason: string; createdBy?: string | null; expiresAt?: Date | null };

/** Gives an organization something else than its plan does, in place of a former override of the same. Holds at once. */
export async function setOverride(
  organizationId: string,
  override: Override,
  note: OverrideNote,
): Promise<void> {
  await asService('entitlements.set_override', (tx) => setOverrideIn(tx, organizationId, override, note));
}

/**
 * {@link setOverride} within the service transaction that says who does it and why; it holds from that one's commit on.
 * @returns the row that stood in its place, which was locked first: of two at once the later one sees the other's
 */
export async function setOverrideIn(
  tx: Transaction,
  organizationId: string,
  override: Override,
  { reason, createdBy = null, expiresAt = null }: OverrideNote,
): Promise<OverrideRow | null> {
  const { kind, subject, ...given } = override;
  const values = {
    enabled: null,
    quotaLimit: null,
    cap: null,
    rate: null,
    ...given,
    reason,
    createdBy,
    expiresAt,
    createdAt: new Date(),
  };
  onCommit(tx, () => refreshEntitlements(organizationId));
  const former = await lockOverride(tx, organizationId, override);
  await tx.entitlementOverride.upsert({
    where: { organizationId_kind_subject: { organizationId, kind, subject } },
    create: { organizationId, kind, subject, ...values },
    update: values,
  });
  return former;
}

/** Takes an override back: what the plan gives holds again, at once. Harmless where there is none. */
export async function removeOverride(organizationId: string, which: OverrideName): Promise<void> {
  await asService('entitlements.remove_override', (tx) => removeOverrideIn(tx, organizationId, which));
}

/** {@link removeOverride} within a service transaction. @returns the row that it removed, if there was one */
export async function removeOverrideIn(
  tx: Transaction,
  organizationId: string,
  which: OverrideName,
): Promise<OverrideRow | null> {
  onCommit(tx, () => refreshEntitlements(organizationId));
  const { kind, subject } = which;
  const former = await lockOverride(tx, organizationId, which);
  await tx.entitlementOverride.deleteMany({ where: { organizationId, kind, subject } });
  return former;
}

/** All overrides of an organization, in one order; those whose time is over, too. */
export function overridesIn(tx: Transaction, organizationId: string): Promise<OverrideRow[]> {
  return tx.entitlementOverride.findMany({
    where: { organizationId },
    orderBy: [{ kind: 'asc' }, { subject: 'asc' }],
  });
}

async function lockOverride(
  tx: Transaction,
  organizationId: string,
  { kind, subject }: Pick<Override, 'kind' | 'subject'>,
): Promise<OverrideRow | null> {
  // The organization's row, for there may be none of the override yet.
  await tx.$executeRaw`select from app.organizations where id = ${organizationId}::uuid for no key update`;
  return tx.entitlementOverride.findUnique({
    where: { organizationId_kind_subject: { organizationId, kind, subject } },
  });
}
