import { z } from 'zod';
import { text } from '@/lib/http/text';
import type { Metric } from '@/lib/plans';
import { QUANTITY_MAX } from './usage-items';

/** Most events that one request may bring. */
export const EVENTS_MAX = 1000;

/** Most bytes that the properties of an event may have, as JSON. */
const PROPERTIES_BYTES_MAX = 4096;

/**
 * Metrics whose use customers may report. The others are counted where they happen: what has a total at the thing
 * itself, API calls at the edge.
 */
export const reportedMetrics = [
  'runs',
  'llm_tokens',
  'ai_messages',
  'documents',
  'search_queries',
  'exports',
] as const satisfies readonly Metric[];

const property = z.union([text().max(500), z.number(), z.boolean(), z.null()]);

/** One use of something, as a customer reports it. */
export const usageEventSchema = z.strictObject({
  idempotencyKey: text()
    .min(1)
    .max(200)
    .describe('Names the event, once for all time: a repeat with the same content counts nothing.'),
  metric: z.enum(reportedMetrics).describe('What was used. All else is counted by Foothold itself.'),
  quantity: z.int().min(1).max(QUANTITY_MAX).describe('How much of it, in whole units.'),
  occurredAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When; now by default. At most 35 days ago and 5 minutes ahead.'),
  properties: z
    .record(text().min(1).max(100), property)
    .refine(
      (properties) => new TextEncoder().encode(JSON.stringify(properties)).length <= PROPERTIES_BYTES_MAX,
      `Must have at most ${PROPERTIES_BYTES_MAX} bytes as JSON`,
    )
    .optional()
    .describe(
      `What else is known of it, flat, kept as it is; at most ${PROPERTIES_BYTES_MAX} bytes as JSON.`,
    ),
});

/** See {@link usageEventSchema}. */
export type UsageEventInput = z.infer<typeof usageEventSchema>;

const { $schema: _dialect, ...eventAsJsonSchema } = z.toJSONSchema(usageEventSchema, { io: 'input' });

/**
 * One event, or a list of them. The events themselves are checked one by one and not here, so that one that is wrong
 * does not keep the others from being counted.
 */
export const usageEventsBodySchema = z
  .unknown()
  .superRefine((body, context) => {
    const message = bodyProblem(body);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .meta({
    anyOf: [
      eventAsJsonSchema,
      { type: 'array', items: eventAsJsonSchema, minItems: 1, maxItems: EVENTS_MAX },
    ],
  });

function bodyProblem(body: unknown): string | undefined {
  if (!Array.isArray(body)) {
    return typeof body === 'object' && body !== null ? undefined : 'Send an event, or a list of events';
  }
  if (body.length === 0) return 'Send at least one event';
  return body.length > EVENTS_MAX ? `Send at most ${EVENTS_MAX} events at once` : undefined;
}

/** Why an event was not counted. */
export const eventProblemSchema = z.object({
  error: z.enum(['invalid_request', 'idempotency_conflict', 'quota_exceeded']),
  detail: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** What became of one event. */
export const eventResultSchema = z.object({
  index: z.int().describe('Its place in the request, from 0.'),
  idempotencyKey: z.string().nullable().describe('As it was sent; null when there was none.'),
  outcome: z
    .enum(['accepted', 'duplicate', 'refused'])
    .describe('`duplicate`: it was counted before, and nothing was counted now.'),
  problem: eventProblemSchema.optional().describe('Of a refused event.'),
});

/** See {@link eventResultSchema}. */
export type EventResult = z.infer<typeof eventResultSchema>;

/** What became of all events of a request, in their order. */
export const ingestionSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  results: z.array(eventResultSchema),
});

/** See {@link ingestionSchema}. */
export type Ingestion = z.infer<typeof ingestionSchema>;
