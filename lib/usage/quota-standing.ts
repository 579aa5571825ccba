import { z } from 'zod';
import { callTenantFunction, Prisma, type TenantContext } from '@/lib/db';
import type { Metric } from '@/lib/plans';
import { type Counter, counterSchema } from './usage-answer';

/**
 * How a quota stands in the period that holds a moment, and whether one more can be had of it; null for a metric that the
 * catalogue does not limit. One round trip.
 */
export async function quotaStanding(
  tenant: TenantContext,
  metric: Metric,
  at: Date,
): Promise<(Counter & { hasRoom: boolean }) | null> {
  const answer = await callTenantFunction(
    tenant,
    Prisma.sql`app.quota_standing(${tenant.organizationId}::uuid, ${metric}::app.metric, ${at.toISOString()}::timestamptz)`,
  );
  return standingSchema.parse(answer);
}

const standingSchema = counterSchema.extend({ hasRoom: z.boolean() }).nullable();
