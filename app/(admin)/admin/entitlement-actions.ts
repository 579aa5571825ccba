'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import {
  creditQuota,
  endGrant,
  endOverride,
  type Granted,
  grantPlan,
  type Overridden,
  overrideEntitlement,
  overrideNameSchema,
  overrideSchema,
  type QuotaCredited,
  type Synced,
  syncOrganization,
  undoEntitlementChange,
} from '@/lib/admin';
import { runAdminAction } from '@/lib/admin/server';
import type { Admin } from '@/lib/auth';
import type { ActionResult } from '@/lib/http';
import { metrics, planIds } from '@/lib/plans';

// Arguments of an action come from the network like any other input: each is parsed here, and what it means decided in lib/.
const id = z.uuid();
const reasonText = z.string();
const end = z.iso.datetime().nullable();

/** A plan to be given, as the page sends it; `endsAt` null is without end. */
export type GrantInput = { planId: string; endsAt: string | null };

/** Gives a plan. Errors as of `grantPlan`. */
export async function grantPlanAction(
  organizationId: string,
  grant: GrantInput,
  reason: string,
): Promise<ActionResult<Granted>> {
  return asAdminHere((admin) => {
    const { planId, endsAt } = z.object({ planId: z.enum(planIds), endsAt: end }).parse(grant);
    return grantPlan(
      admin,
      id.parse(organizationId),
      { planId, endsAt: moment(endsAt) },
      reasonText.parse(reason),
    );
  });
}

/** Ends a plan that was given. Errors as of `endGrant`. */
export async function endGrantAction(organizationId: string, reason: string): Promise<ActionResult<Granted>> {
  return asAdminHere((admin) => endGrant(admin, id.parse(organizationId), reasonText.parse(reason)));
}

/** Gives a limit, a feature or a rate limit of its own. Errors as of `overrideEntitlement`. */
export async function overrideAction(
  organizationId: string,
  override: unknown,
  expiresAt: string | null,
  reason: string,
): Promise<ActionResult<Overridden>> {
  return asAdminHere((admin) =>
    overrideEntitlement(admin, id.parse(organizationId), overrideSchema.parse(override), {
      expiresAt: moment(end.parse(expiresAt)),
      reason: reasonText.parse(reason),
    }),
  );
}

/** Takes an override back. Errors as of `endOverride`. */
export async function endOverrideAction(
  organizationId: string,
  which: unknown,
  reason: string,
): Promise<ActionResult<Overridden>> {
  return asAdminHere((admin) =>
    endOverride(admin, id.parse(organizationId), overrideNameSchema.parse(which), reasonText.parse(reason)),
  );
}

/** Takes back what was given or ended. Errors as of `undoEntitlementChange`. */
export async function undoEntitlementAction(eventId: string, reason: string): Promise<ActionResult<void>> {
  return asAdminHere((admin) => undoEntitlementChange(admin, id.parse(eventId), reasonText.parse(reason)));
}

/** A credit, as the page sends it. */
export type CreditInput = { key: string; metric: string; quantity: number };

/** Credits a quota. Errors as of `creditQuota`. */
export async function creditQuotaAction(
  organizationId: string,
  credit: CreditInput,
  reason: string,
): Promise<ActionResult<QuotaCredited>> {
  return asAdminHere((admin) =>
    creditQuota(admin, id.parse(organizationId), creditSchema.parse(credit), reasonText.parse(reason)),
  );
}

const creditSchema = z.object({
  key: z.uuid(),
  metric: z.enum(metrics),
  quantity: z.int('A whole number').min(1, 'At least 1').max(1_000_000_000_000, 'At most a million million'),
});

/** Asks Stripe anew. Errors as of `syncOrganization`. */
export async function syncOrganizationAction(
  organizationId: string,
  reason: string,
): Promise<ActionResult<Synced>> {
  return asAdminHere((admin) => syncOrganization(admin, id.parse(organizationId), reasonText.parse(reason)));
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

// The answer brings the page anew, also after a refusal: it tells that the browser's picture was out of date.
async function asAdminHere<T>(work: (admin: Admin) => Promise<T>): Promise<ActionResult<T>> {
  const result = await runAdminAction(work);
  revalidatePath('/admin/users/[id]', 'page');
  return result;
}
