import { asService, onCommit } from '@/lib/db';
import type { Feature, Metric } from '@/lib/plans';
import { refreshEntitlements } from './entitlements-of';

/** The names of the rate limits that a plan has, as the database names them. */
export type RateLimitName = 'session_requests_per_minute' | 'key_requests_per_hour' | 'run_starts_per_hour';

/** What an organization is to have instead of what its plan gives; see the table of that name. */
export type Override =
  | { kind: 'feature'; subject: Feature; enabled: boolean }
  | { kind: 'limit'; subject: Metric; quotaLimit: number | null; cap?: 'hard' | 'soft' | null }
  | { kind: 'rate_limit'; subject: RateLimitName; rate: number };

type OverrideNote = { reason: string; createdBy?: string | null; expiresAt?: Date | null };

/** Gives an organization something else than its plan does, in place of a former override of the same. Holds at once. */
export async function setOverride(
  organizationId: string,
  override: Override,
  { reason, createdBy = null, expiresAt = null }: OverrideNote,
): Promise<void> {
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
  };
  await asService('entitlements.set_override', async (tx) => {
    onCommit(tx, () => refreshEntitlements(organizationId));
    await tx.entitlementOverride.upsert({
      where: { organizationId_kind_subject: { organizationId, kind, subject } },
      create: { organizationId, kind, subject, ...values },
      update: values,
    });
  });
}

/** Takes an override back: what the plan gives holds again, at once. Harmless where there is none. */
export async function removeOverride(
  organizationId: string,
  { kind, subject }: Pick<Override, 'kind' | 'subject'>,
): Promise<void> {
  await asService('entitlements.remove_override', async (tx) => {
    onCommit(tx, () => refreshEntitlements(organizationId));
    await tx.entitlementOverride.deleteMany({ where: { organizationId, kind, subject } });
  });
}
