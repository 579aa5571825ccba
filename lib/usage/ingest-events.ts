import { createHash } from 'node:crypto';
import { z } from 'zod';
import { callTenantFunction, isNotAllowed, Prisma, type TenantContext } from '@/lib/db';
import { flagInForce } from '@/lib/flags';
import { problems } from '@/lib/http';
import {
  type EventResult,
  type Ingestion,
  type UsageEventInput,
  usageEventSchema,
  usageEventsBodySchema,
} from './ingest-schema';
import { quotaStanding } from './quota-standing';
import { quotaExceeded } from './usage-answer';

/**
 * Counts use that customers report: one event, or a list of up to 1,000. Each is judged by itself, in order, so that some
 * of a list can be counted and others not; all that are counted commit together, in one round trip. An event's key names
 * it for all time: a repeat with the same content counts nothing and is a success, one with another content is refused.
 * Within a list the first event of a key is the one that counts.
 *
 * A list is answered event by event and never fails for what is wrong with some of them. A single event that is refused
 * is the problem that it would be anywhere else.
 * @throws ZodError for what is neither an event nor a list of 1 to 1,000, and for a single event that is not valid;
 * ProblemError 402 `payment_required` while nothing may be begun, 403 for viewers; for a single event also 402
 * `quota_exceeded`, 409 `idempotency_conflict` and 422
 */
export async function ingestUsageEvents(tenant: TenantContext, body: unknown): Promise<Ingestion> {
  const sent = usageEventsBodySchema.parse(body);
  if (!Array.isArray(sent)) return ingestOne(tenant, usageEventSchema.parse(sent));

  const results: EventResult[] = [];
  const valid: { index: number; event: UsageEventInput }[] = [];
  for (const [index, each] of sent.entries()) {
    const parsed = usageEventSchema.safeParse(each);
    if (parsed.success) valid.push({ index, event: parsed.data });
    else results.push(invalid(index, each, parsed.error));
  }
  const outcomes = await outcomesOf(
    tenant,
    valid.map(({ event }) => event),
  );
  for (const [place, { index, event }] of valid.entries()) {
    results.push(resultOf(index, event, outcomes[place]));
  }
  return summed(results.sort((a, b) => a.index - b.index));
}

async function ingestOne(tenant: TenantContext, event: UsageEventInput): Promise<Ingestion> {
  const [outcome] = await outcomesOf(tenant, [event]);
  const result = resultOf(0, event, outcome);
  if (result.outcome !== 'refused') return summed([result]);
  if (outcome === 'conflict') throw problems.idempotencyConflict();
  if (outcome === 'over_quota') {
    const at = event.occurredAt === undefined ? new Date() : new Date(event.occurredAt);
    const standing = await quotaStanding(tenant, event.metric, at);
    if (standing) throw quotaExceeded(standing);
  }
  const message = result.problem?.detail ?? 'Not counted.';
  throw problems.invalid(message, [{ path: outcome === 'out_of_window' ? 'occurredAt' : 'metric', message }]);
}

const outcomeSchema = z.enum([
  'accepted',
  'duplicate',
  'conflict',
  'over_quota',
  'out_of_window',
  'not_sent',
  'read_only',
]);
type Outcome = z.infer<typeof outcomeSchema>;

/** What the database makes of valid events, by position. */
async function outcomesOf(tenant: TenantContext, events: readonly UsageEventInput[]): Promise<Outcome[]> {
  const outcomes = new Map<UsageEventInput, Outcome>();
  // What no clock could be so wrong about does not get to the database, which cannot even read some of it.
  const plausible = events.filter(({ occurredAt }) => isPlausible(occurredAt));
  if (plausible.length > 0) {
    const told = await ask(tenant, plausible);
    for (const [place, event] of plausible.entries()) outcomes.set(event, told[place] ?? 'not_sent');
  }
  if ([...outcomes.values()].includes('read_only')) throw problems.paymentRequired();

  const firstOf = new Map<string, Outcome>();
  return events.map((event) => {
    const outcome = outcomes.get(event) ?? 'out_of_window';
    const first = firstOf.get(event.idempotencyKey);
    firstOf.set(event.idempotencyKey, first ?? outcome);
    // A repeat of what was refused just now was not counted before.
    return outcome === 'duplicate' && first !== undefined && first !== 'accepted' ? first : outcome;
  });
}

async function ask(tenant: TenantContext, events: readonly UsageEventInput[]): Promise<Outcome[]> {
  const texts = <T>(read: (event: UsageEventInput) => T) => Prisma.sql`${events.map(read)}::text[]`;
  const answer = await callTenantFunction(
    tenant,
    Prisma.sql`to_jsonb(app.ingest_usage_events(
      ${tenant.organizationId}::uuid, ${texts(({ idempotencyKey }) => idempotencyKey)},
      ${texts(({ metric }) => metric)}::app.metric[], ${texts(({ quantity }) => String(quantity))}::bigint[],
      array(select coalesce(o.at, now()) from unnest(${texts(occurredAtOf)}::timestamptz[]) with ordinality as o (at, i) order by o.i),
      ${texts(({ properties }) => (properties === undefined ? null : JSON.stringify(properties)))},
      ${texts(hashOf)}, ${flagInForce('FF_BILLING_ENFORCEMENT_ENABLED')}))`,
  ).catch((error: unknown) => {
    if (isNotAllowed(error)) throw problems.forbidden('You may look at usage but not report it.');
    throw error;
  });
  return z.array(outcomeSchema).length(events.length).parse(answer);
}

function isPlausible(occurredAt: string | undefined): boolean {
  if (occurredAt === undefined) return true;
  const days = (Date.now() - Date.parse(occurredAt)) / 86_400_000;
  return days < 36 && days > -1;
}

function occurredAtOf({ occurredAt }: UsageEventInput): string | null {
  return occurredAt === undefined ? null : new Date(occurredAt).toISOString();
}

// What is said of an event and not how: neither the order of its properties nor the time zone matters.
function hashOf(event: UsageEventInput): string {
  const properties =
    event.properties && Object.entries(event.properties).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = [event.metric, event.quantity, occurredAtOf(event), properties ?? null];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function resultOf(
  index: number,
  { idempotencyKey, metric }: UsageEventInput,
  outcome: Outcome = 'not_sent',
): EventResult {
  const base = { index, idempotencyKey };
  if (outcome === 'accepted' || outcome === 'duplicate') return { ...base, outcome };
  return { ...base, outcome: 'refused', problem: refusalOf(outcome, metric) };
}

function refusalOf(
  outcome: Exclude<Outcome, 'accepted' | 'duplicate'>,
  metric: string,
): NonNullable<EventResult['problem']> {
  switch (outcome) {
    case 'conflict':
      return {
        error: 'idempotency_conflict',
        detail: 'This idempotencyKey was used for an event with another content.',
      };
    case 'over_quota':
      return { error: 'quota_exceeded', detail: `There is no room left for this in the quota of ${metric}.` };
    case 'out_of_window':
      return {
        error: 'invalid_request',
        detail: 'It occurred more than 35 days ago, or more than 5 minutes ahead.',
        issues: [{ path: 'occurredAt', message: 'Must be at most 35 days ago and 5 minutes ahead' }],
      };
    default:
      return { error: 'invalid_request', detail: `${metric} is not counted by reports.` };
  }
}

function invalid(index: number, sent: unknown, error: z.ZodError): EventResult {
  const key = z.object({ idempotencyKey: usageEventSchema.shape.idempotencyKey }).safeParse(sent);
  return {
    index,
    idempotencyKey: key.data?.idempotencyKey ?? null,
    outcome: 'refused',
    problem: {
      error: 'invalid_request',
      detail: 'Some fields are not valid.',
      issues: error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    },
  };
}

function summed(results: EventResult[]): Ingestion {
  const count = (outcome: EventResult['outcome']) =>
    results.filter((each) => each.outcome === outcome).length;
  return { accepted: count('accepted'), duplicates: count('duplicate'), refused: count('refused'), results };
}
