import type { PlanPreview } from '@/lib/admin';
import {
  amountOf,
  type Feature,
  formatAmount,
  type Metric,
  metricNames,
  metrics,
  type PlanId,
  type PlanLimit,
} from '@/lib/plans';
import { featureWords } from '../user/entitlement-words';

/** A plan as the editor is given it. */
export type EditedPlan = {
  id: PlanId;
  name: string;
  active: boolean;
  features: readonly Feature[];
  limits: Record<Metric, PlanLimit>;
  rateLimits: { sessionRequestsPerMinute: number; keyRequestsPerHour: number; runStartsPerHour: number };
  /** When it was changed last. */
  seen: string;
};

/** What the fields of the editor say; numbers as they were typed, an empty limit is unlimited. */
export type PlanDraft = {
  active: boolean;
  features: readonly Feature[];
  limits: Record<Metric, { limit: string; cap: PlanLimit['cap'] }>;
  rateLimits: Record<RateName, string>;
};

/** The rate limits of a plan. */
export const rateNames = {
  sessionRequestsPerMinute: 'Requests by session, per minute',
  keyRequestsPerHour: 'Requests by API key, per hour',
  runStartsPerHour: 'Run starts, per hour',
} as const;

/** See {@link rateNames}. */
export type RateName = keyof typeof rateNames;

/** The fields of the editor before anything is changed. */
export function draftOf({ active, features, limits, rateLimits }: EditedPlan): PlanDraft {
  return {
    active,
    features,
    limits: Object.fromEntries(
      metrics.map((metric) => {
        const { limit, cap } = limits[metric];
        return [metric, { limit: limit === null ? '' : String(limit), cap }];
      }),
    ) as PlanDraft['limits'],
    rateLimits: Object.fromEntries(
      Object.entries(rateLimits).map(([name, rate]) => [name, String(rate)]),
    ) as PlanDraft['rateLimits'],
  };
}

/** What is wrong with what was typed, by field: `limits.runs`, `rateLimits.keyRequestsPerHour`. */
export function errorsIn(draft: PlanDraft): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const metric of metrics) {
    const { limit } = draft.limits[metric];
    if (limit !== '' && !isWhole(limit))
      errors[`limits.${metric}`] = 'A whole number, or nothing for unlimited';
  }
  for (const [name, rate] of Object.entries(draft.rateLimits)) {
    if (!isWhole(rate) || Number(rate) < 1 || Number(rate) > 1_000_000)
      errors[`rateLimits.${name}`] = 'A whole number from 1 to 1,000,000';
  }
  return errors;
}

/** What differs from the plan, as the server takes it; null when nothing does. Precondition: no errors. */
export function editOf(plan: EditedPlan, draft: PlanDraft) {
  const limits = metrics.flatMap((metric) => {
    const [before, { limit, cap }] = [plan.limits[metric], draft.limits[metric]];
    const next = limit === '' ? null : Number(limit);
    if (before.limit === next && before.cap === cap) return [];
    return [[metric, { limit: next, ...(cap !== before.cap && cap !== 'overage' && { cap }) }] as const];
  });
  const rateLimits = Object.entries(draft.rateLimits).flatMap(([name, rate]) =>
    plan.rateLimits[name as RateName] === Number(rate) ? [] : [[name, Number(rate)] as const],
  );
  const features = sameFeatures(plan.features, draft.features) ? undefined : draft.features;
  const active = plan.active === draft.active ? undefined : draft.active;
  if (limits.length + rateLimits.length === 0 && features === undefined && active === undefined) return null;
  return {
    ...(limits.length > 0 && { limits: Object.fromEntries(limits) }),
    ...(rateLimits.length > 0 && { rateLimits: Object.fromEntries(rateLimits) }),
    ...(features && { features: [...features] }),
    ...(active !== undefined && { active }),
  };
}

/** What takes an edit back: every field of it as the plan has it now. */
export function inverseOf(plan: EditedPlan, edit: NonNullable<ReturnType<typeof editOf>>) {
  const limits = metrics.flatMap((metric) => {
    if (!(metric in (edit.limits ?? {}))) return [];
    const { limit, cap } = plan.limits[metric];
    return [[metric, { limit, ...(cap !== 'overage' && { cap }) }] as const];
  });
  return {
    ...(edit.limits && { limits: Object.fromEntries(limits) }),
    ...(edit.rateLimits && { rateLimits: plan.rateLimits }),
    ...(edit.features && { features: [...plan.features] }),
    ...(edit.active !== undefined && { active: plan.active }),
  };
}

/** What is about to change, line by line: "Runs: 1,000 → 2,000". */
export function changeLines(plan: EditedPlan, draft: PlanDraft): string[] {
  const lines = metrics.flatMap((metric) => {
    const [before, after] = [plan.limits[metric], draft.limits[metric]];
    const next = after.limit === '' ? null : Number(after.limit);
    if (before.limit === next && before.cap === after.cap) return [];
    const words = (limit: number | null, cap: string) =>
      `${limit === null ? 'unlimited' : formatAmount(metric, limit)}${before.cap === after.cap ? '' : `, ${cap}`}`;
    return [`${metricNames[metric].title}: ${words(before.limit, before.cap)} → ${words(next, after.cap)}`];
  });
  for (const [name, rate] of Object.entries(draft.rateLimits)) {
    const before = plan.rateLimits[name as RateName];
    if (before !== Number(rate))
      lines.push(`${rateNames[name as RateName]}: ${count(before)} → ${count(Number(rate))}`);
  }
  const added = draft.features.filter((feature) => !plan.features.includes(feature));
  const removed = plan.features.filter((feature) => !draft.features.includes(feature));
  if (added.length > 0) lines.push(`Gives ${added.map(featureWords).join(', ')}`);
  if (removed.length > 0) lines.push(`No longer gives ${removed.map(featureWords).join(', ')}`);
  if (plan.active !== draft.active) lines.push(draft.active ? 'On offer again' : 'Not on offer any more');
  return lines;
}

/** Whom it meets, in sentences. */
export function previewLines({ inForce, limits }: PlanPreview, plan: EditedPlan, draft: PlanDraft): string[] {
  const met = `${organizations(inForce)} ${inForce === 1 ? 'has' : 'have'} this plan now.`;
  return [
    met,
    ...limits.map(({ metric, overNow, overThen }) => {
      const { limit } = draft.limits[metric];
      const then =
        limit === ''
          ? 'none is above it any more'
          : `${organizations(overThen)} would be above ${amountOf(metric, Number(limit))}`;
      const now =
        plan.limits[metric].limit === null
          ? ''
          : ` ${organizations(overNow)} ${overNow === 1 ? 'is' : 'are'} above the present limit.`;
      return `${metricNames[metric].title}: ${then}.${now}`;
    }),
  ];
}

function organizations(many: number): string {
  return `${count(many)} ${many === 1 ? 'organization' : 'organizations'}`;
}

function count(many: number): string {
  return many.toLocaleString('en-US');
}

function isWhole(text: string): boolean {
  return /^\d{1,16}$/.test(text.trim()) && Number(text) <= Number.MAX_SAFE_INTEGER;
}

function sameFeatures(a: readonly Feature[], b: readonly Feature[]): boolean {
  return a.length === b.length && a.every((feature) => b.includes(feature));
}
