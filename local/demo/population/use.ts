import type { JobInput } from '@/lib/jobs';
import { parseSalary } from '@/lib/jobs/salary/parse-salary';
import { catalogue, type Metric, type PlanId } from '@/lib/plans';
import { periodOf } from '@/lib/usage/period';
import type { Posting } from '../give-past';
import { demoPosting } from '../postings';
import { chanceFor, uuidOf } from './chance';
import type { Row } from './insert-rows';
import type { Person } from './people';

/** What an organization has in force by now: its plan, and the anchor of its months where a subscription gives it. */
export type InForce = { organizationId: string; planId: PlanId; anchor: Date | null };

/** What is written of use: events, what they come to, saved jobs, and limits that were reached. */
export type UseRows = {
  events: Row[];
  counters: Map<string, Counter>;
  jobs: Row[];
  postings: Posting[];
  alerts: Row[];
};
type Counter = {
  organizationId: string;
  metric: Metric;
  periodStart: Date;
  periodEnd: Date | null;
  used: number;
};

/** How many days back use is told event by event. */
const USE_DAYS = 100;

/** Nothing yet. */
export function noUse(): UseRows {
  return { events: [], counters: new Map(), jobs: [], postings: [], alerts: [] };
}

/** Adds what a person used at each visit, never more than the plan lets through, and the jobs that they saved. */
export function addUse(rows: UseRows, person: Person, inForce: InForce, now: Date): void {
  const chance = chanceFor(person.id);
  const since = now.getTime() - USE_DAYS * 86_400_000;
  let saved = 0;
  for (const [visit, at] of person.visits.entries()) {
    const wanted = visit === 0 ? chance.between(1, 3) : chance.happens(0.45) ? chance.between(1, 2) : 0;
    for (let nth = 0; nth < wanted; nth++) {
      const key = `job:demo:${person.id}:${visit}:${nth}`;
      if (!count(rows, inForce, { metric: 'saved_jobs', quantity: 1, key, at, userId: person.id })) break;
      addJob(rows, person, { organizationId: inForce.organizationId, at, nth: saved });
      saved += 1;
    }
    if (at.getTime() < since) continue;
    for (const [metric, part] of habits) {
      const limit = limitOf(inForce.planId, metric) ?? usualOf(metric);
      const quantity = Math.round(limit * part * person.share * (0.4 + chance.next() * 1.2));
      if (quantity === 0 || chance.happens(0.35)) continue;
      count(rows, inForce, {
        metric,
        quantity,
        key: `demo:${person.id}:${metric}:${visit}`,
        at,
        userId: person.id,
      });
    }
  }
}

/** Counts one thing, as much of it as the plan lets through. @returns whether anything was let through */
export function count(
  { events, counters, alerts }: UseRows,
  { organizationId, planId, anchor }: InForce,
  {
    metric,
    quantity,
    key,
    at,
    userId,
  }: { metric: Metric; quantity: number; key: string; at: Date; userId: string },
): boolean {
  const { period, limit } = planOf(planId).limits[metric];
  const { start, end } = periodOf(period, at, anchor);
  const name = `${organizationId} ${metric} ${start.getTime()}`;
  const counter = counters.get(name) ?? {
    organizationId,
    metric,
    periodStart: start,
    periodEnd: end,
    used: 0,
  };
  const granted = limit === null ? quantity : Math.min(quantity, limit - counter.used);
  if (granted <= 0) return false;
  const before = counter.used;
  counter.used += granted;
  counters.set(name, counter);
  events.push({
    organizationId,
    idempotencyKey: key,
    metric,
    quantity: granted,
    userId,
    occurredAt: at,
    recordedAt: at,
    periodStart: start,
    overageQuantity: 0,
  });
  // Nobody is told of a limit of one seat or key.
  if (limit === null || limit < 5) return true;
  for (const threshold of [80, 100]) {
    if (before * 100 >= limit * threshold || counter.used * 100 < limit * threshold) continue;
    alerts.push({
      organizationId,
      metric,
      periodStart: start,
      quotaLimit: limit,
      threshold,
      used: counter.used,
      createdAt: at,
      sentAt: new Date(at.getTime() + 60_000),
      attempts: 1,
      nextAttemptAt: at,
      sentTo: [userId],
    });
  }
  return true;
}

/** What of a month's limit an ordinary visit uses; of a day's, all of it is of that day. */
const habits: readonly [Metric, number][] = [
  ['runs', 0.08],
  ['llm_tokens', 0.09],
  ['ai_messages', 0.9],
  ['documents', 0.05],
  ['search_queries', 0.3],
  ['api_calls', 0.05],
];

function limitOf(planId: PlanId, metric: Metric): number | null {
  return planOf(planId).limits[metric].limit;
}

// What is without a limit is used all the same.
function usualOf(metric: Metric): number {
  return metric === 'search_queries' ? 60 : 100;
}

function planOf(planId: PlanId) {
  const plan = catalogue.plans.find(({ id }) => id === planId);
  if (!plan) throw new Error(`There is no plan ${planId}.`);
  return plan;
}

function addJob(
  { jobs, postings }: UseRows,
  person: Person,
  { organizationId, at, nth }: { organizationId: string; at: Date; nth: number },
): void {
  const start = Number.parseInt(person.id.slice(0, 4), 16);
  const id = idAt(at, `${person.id} job ${nth}`);
  const posting = demoPosting(start + nth);
  const status = posting.status ?? 'saved';
  jobs.push({
    organizationId,
    id,
    createdBy: person.id,
    ...columnsOf(posting),
    createdAt: at,
    updatedAt: at,
  });
  postings.push({ organizationId, id, status, savedAt: at, savedBy: person.id, name: id });
}

// The range of pay is read from its words when a job is saved; these are written as they are kept.
function columnsOf(posting: JobInput): Row {
  const salary = parseSalary(posting.salaryText ?? '');
  return {
    ...posting,
    salaryMin: salary?.min ?? null,
    salaryMax: salary?.max ?? null,
    salaryCurrency: salary?.currency ?? null,
    salaryInterval: salary?.interval ?? null,
  };
}

/** An id of version 7 of that moment: the same for the same name, and in the order of time among all others. */
export function idAt(moment: Date, name: string): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${uuidOf(name).slice(15)}`;
}
