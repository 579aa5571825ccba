import { z } from 'zod';
import { WebhookEventStatus } from '@/lib/db';
import { flagSchema } from '@/lib/flags';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { features, intervals, metrics, planIds } from '@/lib/plans';
import { eventQuerySchema, planEditSchema } from './schema';

const tag = 'admin';
const reason = z.string().describe('Why, in 3 to 500 characters; kept in the audit log.');
const dryRun = z
  .boolean()
  .default(false)
  .describe('Whether only to tell what would come of it. Nothing is changed, and no reason is needed.');

const planSchema = z.object({
  id: z.enum(planIds),
  name: z.string(),
  rank: z.int(),
  active: z.boolean().describe('Whether it is on offer.'),
  features: z.array(z.enum(features)),
  trialDays: z.int(),
  rateLimits: z.object({
    sessionRequestsPerMinute: z.int(),
    keyRequestsPerHour: z.int(),
    runStartsPerHour: z.int(),
  }),
  limits: z.record(
    z.enum(metrics),
    z.object({
      limit: z.number().nullable().describe('Null is unlimited.'),
      cap: z.enum(['hard', 'soft', 'overage']),
      period: z.enum(['total', 'day', 'week', 'month']),
      overage: z.object({ unitAmount: z.number(), quantity: z.number() }).nullable(),
    }),
  ),
  prices: z.array(z.object({ interval: z.enum(intervals), currency: z.string(), unitAmount: z.int() })),
  updatedAt: z.iso.datetime(),
});

export const listPlansEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/plans',
  operationId: 'adminListPlans',
  summary: 'All plans, also those not on offer, with how many organizations have each',
  tag,
  auth: 'admin',
  success: {
    status: 200,
    description: 'Lowest plan first.',
    output: z.object({
      plans: z.array(
        planSchema.extend({ inForce: z.int().describe('Organizations for which it is the plan in force.') }),
      ),
    }),
  },
});

export const editPlanEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/admin/plans/{id}',
  operationId: 'adminEditPlan',
  summary: 'Change limits, features and rate limits of a plan, for everybody who has it, at once',
  tag,
  auth: 'admin',
  params: z.object({ id: z.enum(planIds) }),
  body: planEditSchema.extend({
    reason: reason.default(''),
    seen: z.coerce
      .date()
      .optional()
      .describe('`updatedAt` of the plan as you know it: refused with 409 when it was changed since.'),
    dryRun,
  }),
  success: {
    status: 200,
    description: 'The plan as it is now, and whom the change meets.',
    output: z.object({
      plan: planSchema,
      preview: z.object({
        inForce: z.int(),
        limits: z.array(
          z.object({
            metric: z.enum(metrics),
            overNow: z.int().describe('Organizations above the present limit.'),
            overThen: z.int().describe('Organizations above the new limit.'),
          }),
        ),
      }),
    }),
  },
  problems: [409],
});

const shownFlagSchema = z.object({
  flag: flagSchema,
  meaning: z.string(),
  on: z.boolean(),
  byDefault: z.boolean().describe('What the environment says.'),
  switched: z.boolean().nullable().describe('Null where the environment decides.'),
  switchedAt: z.iso.datetime().nullable(),
  by: z.string().nullable(),
});

export const listFlagsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/flags',
  operationId: 'adminListFlags',
  summary: 'All flags as they stand',
  tag,
  auth: 'admin',
  success: { status: 200, description: 'All.', output: z.object({ flags: z.array(shownFlagSchema) }) },
});

export const switchFlagEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/admin/flags/{flag}',
  operationId: 'adminSwitchFlag',
  summary: 'Switch a flag, or leave it to the environment again',
  tag,
  auth: 'admin',
  params: z.object({ flag: flagSchema }),
  body: z.object({ enabled: z.boolean().nullable().describe('Null leaves it to the environment.'), reason }),
  success: {
    status: 200,
    description: 'All flags as they stand then.',
    output: z.object({ flags: z.array(shownFlagSchema) }),
  },
});

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  status: z.enum(WebhookEventStatus),
  stripeCustomerId: z.string().nullable(),
  organization: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  occurredAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  processedAt: z.iso.datetime().nullable(),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  durationMs: z.int().nullable(),
});

export const listWebhookEventsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/webhook-events',
  operationId: 'adminListWebhookEvents',
  summary: 'Events of Stripe as they were received, newest first',
  tag,
  auth: 'admin',
  query: eventQuerySchema.extend({ limit: limitSchema, cursor: cursorSchema }),
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ events: z.array(eventSchema), nextCursor: z.string().nullable() }),
  },
});

export const getWebhookEventEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/webhook-events/{id}',
  operationId: 'adminGetWebhookEvent',
  summary: 'One event with what Stripe sent',
  tag,
  auth: 'admin',
  params: z.object({ id: z.string().min(1).max(255) }),
  success: {
    status: 200,
    description:
      'The event; secrets and what there is of cards are masked. What Stripe sent is null once it is forgotten.',
    output: eventSchema.extend({
      apiVersion: z.string().nullable(),
      livemode: z.boolean(),
      payload: z.unknown(),
    }),
  },
});

export const replayWebhookEventsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/webhook-events/replay',
  operationId: 'adminReplayWebhookEvents',
  summary: 'Make events due again: some by their ids, or all that a filter finds',
  tag,
  auth: 'admin',
  body: z.object({
    ids: z.array(z.string().min(1).max(255)).min(1).max(100).optional(),
    filter: eventQuerySchema.optional().describe('Instead of `ids`; an empty one finds all.'),
    reason: reason.default(''),
    dryRun,
  }),
  success: {
    status: 200,
    description: 'How many it is about, and what became of them.',
    output: z.object({ matching: z.int(), replayed: z.int(), passedOver: z.int() }),
  },
});

const runSchema = z.object({
  id: z.uuid(),
  trigger: z.enum(['schedule', 'request']),
  state: z.enum(['running', 'done', 'interrupted', 'lost']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  customers: z.int(),
  suspects: z.int().nullable(),
  checked: z.int(),
  drifts: z.int(),
  repaired: z.int(),
  error: z.string().nullable(),
  orderedBy: z.string().nullable(),
});

export const listReconciliationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/reconciliation',
  operationId: 'adminListReconciliations',
  summary: 'The last comparisons with Stripe, and what one of them found',
  tag,
  auth: 'admin',
  query: z.object({ runId: z.uuid().optional().describe('Of which run to tell the drifts.') }),
  success: {
    status: 200,
    description: 'Newest first.',
    output: z.object({
      runs: z.array(runSchema),
      waitingSince: z.iso
        .datetime()
        .nullable()
        .describe('Since when one that was asked for waits for the worker.'),
      drifts: z.array(
        z.object({
          id: z.uuid(),
          stripeCustomerId: z.string(),
          organizationId: z.uuid().nullable(),
          objectId: z.string(),
          field: z.string(),
          ours: z.string().nullable(),
          theirs: z.string().nullable(),
          repaired: z.boolean(),
          foundAt: z.iso.datetime(),
        }),
      ),
    }),
  },
});

export const orderReconciliationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/reconciliation',
  operationId: 'adminOrderReconciliation',
  summary: 'Compare everything with Stripe now',
  tag,
  auth: 'admin',
  body: z.object({ reason }),
  success: {
    status: 200,
    description: 'Whether it was ordered, or joins one that waits or runs.',
    output: z.object({ outcome: z.enum(['ordered', 'waiting', 'running']) }),
  },
});

/** The console's plans, flags, events of Stripe and comparisons with it. */
export const adminBillingEndpoints = [
  listPlansEndpoint,
  editPlanEndpoint,
  listFlagsEndpoint,
  switchFlagEndpoint,
  listWebhookEventsEndpoint,
  getWebhookEventEndpoint,
  replayWebhookEventsEndpoint,
  listReconciliationsEndpoint,
  orderReconciliationEndpoint,
] as const;
