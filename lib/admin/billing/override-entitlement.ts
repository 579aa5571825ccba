import { z } from 'zod';
import type { Admin } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import type { EntitlementOverride as Row } from '@/lib/db/generated/client';
import { type Override, type OverrideName, removeOverrideIn, setOverrideIn } from '@/lib/entitlements';
import { features, metrics } from '@/lib/plans';
import { asAdmin } from '../as-admin';
import { requireFutureEnd } from './future-end';
import { organizationIn } from './organization-in';

const rateLimits = ['session_requests_per_minute', 'key_requests_per_hour', 'run_starts_per_hour'] as const;

/** The most that a rate limit can be. */
export const RATE_MAX = 1_000_000;

/** Which override, as it comes from a page. */
export const overrideNameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feature'), subject: z.enum(features) }),
  z.object({ kind: z.literal('limit'), subject: z.enum(metrics) }),
  z.object({ kind: z.literal('rate_limit'), subject: z.enum(rateLimits) }),
]);

/** An override as it comes from a page. A limit of null is unlimited, a cap of null the plan's. */
export const overrideSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feature'), subject: z.enum(features), enabled: z.boolean() }),
  z.object({
    kind: z.literal('limit'),
    subject: z.enum(metrics),
    quotaLimit: z.int('A limit is a whole number').min(0, 'A limit is not below zero').nullable(),
    cap: z.enum(['hard', 'soft']).nullable(),
  }),
  z.object({
    kind: z.literal('rate_limit'),
    subject: z.enum(rateLimits),
    rate: z
      .int('A rate limit is a whole number')
      .min(1, 'At least 1: to stop somebody, suspend the account')
      .max(RATE_MAX, 'At most a million'),
  }),
]);

/** What came of it: the event by which it can be taken back; null when everything was so already. */
export type Overridden = { eventId: string | null };

/**
 * Gives an organization a limit, a feature or a rate limit of its own, in place of the one that its plan gives and of a former
 * one of the same, until `expiresAt`; null is without end. It counts from the commit on.
 * @throws ProblemError 404 for no admin and for no organization, 422 without a reason and for an end that is over
 */
export function overrideEntitlement(
  admin: Admin,
  organizationId: string,
  override: Override,
  { expiresAt, reason }: { expiresAt: Date | null; reason: string },
): Promise<Overridden> {
  const end = requireFutureEnd(expiresAt, 'expiresAt');
  return done(admin, 'entitlement.overridden', { organizationId, which: override, reason }, (tx) =>
    setOverrideIn(tx, organizationId, override, { reason, createdBy: admin.userId, expiresAt: end }),
  );
}

/**
 * Takes an override back, so that what the plan gives holds again. Harmless where there is none.
 * @throws ProblemError 404 for no admin and for no organization, 422 without a reason
 */
export function endOverride(
  admin: Admin,
  organizationId: string,
  which: OverrideName,
  reason: string,
): Promise<Overridden> {
  return done(admin, 'entitlement.override_removed', { organizationId, which, reason }, (tx) =>
    removeOverrideIn(tx, organizationId, which),
  );
}

/** What the log keeps of an override: whole on either side, so that either can be restored from it. */
export type OverrideFacts = OverrideName & {
  enabled: boolean | null;
  quotaLimit: number | null;
  cap: string | null;
  rate: number | null;
  expiresAt: string | null;
};

/** See {@link OverrideFacts}. */
export function overrideFacts(row: Row | null): OverrideFacts | null {
  if (!row) return null;
  const { kind, subject, enabled, quotaLimit, cap, rate, expiresAt } = row;
  return {
    // Only what has passed the schema is ever written.
    ...overrideNameSchema.parse({ kind, subject }),
    enabled,
    quotaLimit: quotaLimit === null ? null : Number(quotaLimit),
    cap,
    rate,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

type Which = { organizationId: string; which: OverrideName; reason: string };

async function done(
  admin: Admin,
  action: 'entitlement.overridden' | 'entitlement.override_removed',
  { organizationId, which: { kind, subject }, reason }: Which,
  work: (tx: Transaction) => Promise<Row | null>,
): Promise<Overridden> {
  const target = { kind: 'organization', id: organizationId };
  const { eventId } = await asAdmin(admin, { action, target, organizationId, reason }, async (tx) => {
    const organization = await organizationIn(tx, organizationId);
    const before = overrideFacts(await work(tx));
    const after = overrideFacts(
      await tx.entitlementOverride.findUnique({
        where: { organizationId_kind_subject: { organizationId, kind, subject } },
      }),
    );
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    return {
      answer: undefined,
      label: organization.name,
      found: { userId: organization.userId },
      change: isSame ? null : { before: { override: before }, after: { override: after } },
    };
  });
  return { eventId };
}
