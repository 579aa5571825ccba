import { z } from 'zod';
import type { Admin } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { putPlanGrantIn, removeOverrideIn, removePlanGrantIn, setOverrideIn } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import { planIds } from '@/lib/plans';
import { asAdmin } from '../as-admin';
import { grantFacts } from './grant-plan';
import { organizationIn } from './organization-in';
import { overrideFacts, overrideNameSchema, overrideSchema } from './override-entitlement';

/**
 * Takes back what an admin gave or ended: a plan or an override of an organization is again what it was before the event, as
 * the log has it. It is done once, and only while nothing else was changed there since.
 * @throws ProblemError 404 for no admin and for an event that is none of these, 409 when it was changed since, 422 without a
 * reason and when what it would restore is over by now
 */
export async function undoEntitlementChange(admin: Admin, eventId: string, reason: string): Promise<void> {
  const target = { kind: 'organization' };
  const deed = { action: 'entitlement.restored', target, undoes: eventId, reason } as const;
  await asAdmin(admin, deed, async (tx) => {
    const event = await tx.auditEvent.findFirst({ where: { id: eventId, action: { in: undoable } } });
    if (!event) throw problems.notFound();
    const organization = await organizationIn(tx, event.organizationId);
    const restored = await restore(tx, admin, { ...event, reason });
    return {
      answer: undefined,
      label: organization.name,
      found: {
        target: { kind: 'organization', id: organization.id },
        organizationId: organization.id,
        userId: organization.userId,
      },
      change: { before: sideSchema.parse(event.after), after: restored },
    };
  });
}

const undoable = [
  'plan.granted',
  'plan.grant_ended',
  'entitlement.overridden',
  'entitlement.override_removed',
];

type Undone = { organizationId: string; before: unknown; after: unknown; reason: string };

async function restore(tx: Transaction, admin: Admin, { organizationId, reason, ...event }: Undone) {
  const [before, after] = [sideSchema.parse(event.before), sideSchema.parse(event.after)];
  const note = { reason, createdBy: admin.userId };
  if ('grant' in before || 'grant' in after) {
    const now = grantFacts(await tx.planGrant.findUnique({ where: { organizationId } }));
    requireSame(now, after.grant ?? null);
    if (!before.grant) await removePlanGrantIn(tx, organizationId);
    else {
      const { planId, endsAt } = before.grant;
      const grant = { planId, endsAt: stillToCome(endsAt), reason, grantedBy: admin.userId };
      await putPlanGrantIn(tx, organizationId, grant);
    }
    return { grant: before.grant ?? null };
  }
  const which = before.override ?? after.override;
  if (!which) throw problems.notFound();
  const { kind, subject } = which;
  const name = overrideNameSchema.parse({ kind, subject });
  const present = await tx.entitlementOverride.findUnique({
    where: { organizationId_kind_subject: { organizationId, kind, subject } },
  });
  requireSame(overrideFacts(present), after.override ?? null);
  if (!before.override) await removeOverrideIn(tx, organizationId, name);
  else {
    const expiresAt = stillToCome(before.override.expiresAt);
    await setOverrideIn(tx, organizationId, overrideSchema.parse(before.override), { ...note, expiresAt });
  }
  return { override: before.override ?? null };
}

function requireSame(now: object | null, then: object | null): void {
  if (JSON.stringify(sorted(now)) === JSON.stringify(sorted(then))) return;
  throw problems.conflict('This was changed again since. Look at what stands there now, and change that.');
}

// The log is JSON of the database, which has an order of its own.
function sorted(facts: object | null): [string, unknown][] | null {
  return facts && Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
}

function stillToCome(end: string | null): Date | null {
  if (end === null || new Date(end) > new Date()) return end === null ? null : new Date(end);
  throw problems.invalid('What stood there before has ended by now. There is nothing to restore.');
}

const sideSchema = z
  .object({
    grant: z
      .object({ planId: z.enum(planIds), endsAt: z.string().nullable() })
      .nullable()
      .optional(),
    override: overrideNameSchema
      .and(
        z.object({
          enabled: z.boolean().nullable(),
          quotaLimit: z.number().nullable(),
          cap: z.string().nullable(),
          rate: z.number().nullable(),
          expiresAt: z.string().nullable(),
        }),
      )
      .nullable()
      .optional(),
  })
  .nullable()
  .transform((side) => side ?? {});
