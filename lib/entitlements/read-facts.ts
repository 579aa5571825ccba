import { z } from 'zod';
import { asService } from '@/lib/db';
import { flagInForce } from '@/lib/flags';
import { features, metrics, planIds } from '@/lib/plans';
import type { EntitlementFacts } from './compute-entitlements';

/** The versions that facts were read at: every change of what they are made of raises one of them. */
export type FactVersions = { organization: number; catalogue: number };

/**
 * Reads everything that decides what an organization may do, as it was at one moment, in one statement.
 * @throws Error for an organization that is not there
 */
export async function readFacts(
  organizationId: string,
): Promise<{ facts: EntitlementFacts; versions: FactVersions }> {
  const [row] = await asService(
    'entitlements.read',
    (tx) => tx.$queryRaw<{ read: unknown }[]>`
      select jsonb_build_object(
        'organization', o.entitlements_version,
        'catalogue', v.version,
        'now', now(),
        'enforcement', ${flagInForce('FF_BILLING_ENFORCEMENT_ENABLED')},
        'subscriptions', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'id', s.id, 'planId', s.plan_id, 'status', s.status, 'pastDueSince', s.past_due_since,
            'trialEnd', s.trial_end, 'currentPeriodStart', s.current_period_start,
            'billingAnchor', s.billing_anchor, 'extraSeats', s.extra_seats, 'createdAt', s.stripe_created_at,
            'trialRefused', exists (
              select from app.trial_redemptions t
              where t.organization_id = s.organization_id and t.subscription_id = s.id and t.refused_at is not null))), '[]')
          from app.subscriptions s where s.organization_id = o.id),
        'purchases', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'planId', b.grants_plan_id, 'status', b.status, 'amountReceived', b.amount_received,
            'amountRefunded', b.amount_refunded, 'disputed', b.disputed)), '[]')
          from app.payments b where b.organization_id = o.id and b.grants_plan_id is not null),
        'grants', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'planId', g.plan_id, 'startsAt', g.starts_at, 'endsAt', g.ends_at)), '[]')
          from app.plan_grants g where g.organization_id = o.id),
        'overrides', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'kind', r.kind, 'subject', r.subject, 'enabled', r.enabled, 'quotaLimit', r.quota_limit, 'cap', r.cap,
            'rate', r.rate, 'expiresAt', r.expires_at)), '[]')
          from app.entitlement_overrides r where r.organization_id = o.id),
        'plans', (
          select jsonb_agg(jsonb_build_object(
            'id', p.id, 'name', p.name, 'rank', p.rank, 'features', p.features,
            'rateLimits', jsonb_build_object(
              'sessionRequestsPerMinute', p.session_requests_per_minute_max,
              'keyRequestsPerHour', p.key_requests_per_hour_max,
              'runStartsPerHour', p.run_starts_per_hour_max),
            'limits', (
              select jsonb_object_agg(l.metric, jsonb_build_object(
                'limit', l."limit", 'cap', l.cap, 'period', l.period,
                'overage', case when l.overage_unit_amount is not null then jsonb_build_object(
                  'unitAmount', l.overage_unit_amount, 'quantity', l.overage_quantity) end))
              from app.plan_limits l where l.plan_id = p.id)))
          from app.plans p)
      ) as read
      from app.organizations o cross join app.catalogue_versions v
      where o.id = ${organizationId}::uuid`,
  );
  if (!row) throw new Error('there is no such organization');
  const { organization, catalogue, enforcement, ...read } = readSchema.parse(row.read);
  return {
    facts: { ...read, flags: { enforcement } },
    versions: { organization, catalogue },
  };
}

const moment = z.string().transform((value) => new Date(value));

const readSchema = z.object({
  organization: z.number(),
  catalogue: z.number(),
  enforcement: z.boolean(),
  now: moment,
  subscriptions: z.array(
    z.object({
      id: z.string(),
      planId: z.enum(planIds),
      status: z.string(),
      pastDueSince: moment.nullable(),
      trialEnd: moment.nullable(),
      currentPeriodStart: moment,
      billingAnchor: moment,
      extraSeats: z.number(),
      createdAt: moment,
      trialRefused: z.boolean(),
    }),
  ),
  purchases: z.array(
    z.object({
      planId: z.enum(planIds),
      status: z.string(),
      amountReceived: z.number(),
      amountRefunded: z.number(),
      disputed: z.boolean(),
    }),
  ),
  grants: z.array(z.object({ planId: z.enum(planIds), startsAt: moment, endsAt: moment.nullable() })),
  overrides: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('feature'),
        subject: z.string(),
        enabled: z.boolean(),
        expiresAt: moment.nullable(),
      }),
      z.object({
        kind: z.literal('limit'),
        subject: z.string(),
        quotaLimit: z.number().nullable(),
        cap: z.enum(['hard', 'soft']).nullable(),
        expiresAt: moment.nullable(),
      }),
      z.object({
        kind: z.literal('rate_limit'),
        subject: z.string(),
        rate: z.number(),
        expiresAt: moment.nullable(),
      }),
    ]),
  ),
  plans: z.array(
    z.object({
      id: z.enum(planIds),
      name: z.string(),
      rank: z.number(),
      features: z.array(z.enum(features)),
      rateLimits: z.object({
        sessionRequestsPerMinute: z.number(),
        keyRequestsPerHour: z.number(),
        runStartsPerHour: z.number(),
      }),
      limits: z.record(
        z.enum(metrics),
        z.object({
          limit: z.number().nullable(),
          cap: z.enum(['hard', 'soft', 'overage']),
          period: z.enum(['total', 'day', 'week', 'month']),
          overage: z.object({ unitAmount: z.number(), quantity: z.number() }).nullable(),
        }),
      ),
    }),
  ),
});
