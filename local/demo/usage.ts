import { asService, callTenantFunction, Prisma, type TenantContext } from '@/lib/db';
import type { Metric, PlanId } from '@/lib/plans';
import { consumeUsage } from '@/lib/usage';

/**
 * Five weeks of believable use before now, always the same: busy on weekdays, quiet on weekends. What would not have been
 * let through is left out.
 */
export async function seedUsage(tenant: TenantContext, planId: PlanId, now = new Date()): Promise<void> {
  const habits = habitsOf[planId];
  if (!habits) return;
  const events = Array.from({ length: daysBack }, (_, back) => back).flatMap((back) =>
    habits.daily.map(([metric, usual], index) => eventOf(metric, usual, { back, index, now })),
  );
  const sent = events.filter(({ quantity }) => quantity > 0);
  await callTenantFunction(
    tenant,
    Prisma.sql`app.ingest_usage_events(${tenant.organizationId}::uuid,
      ${sent.map(({ key }) => key)}::text[], ${sent.map(({ metric }) => metric)}::app.metric[],
      ${sent.map(({ quantity }) => String(quantity))}::text[]::bigint[],
      ${sent.map(({ at }) => at.toISOString())}::text[]::timestamptz[],
      ${sent.map(() => null)}::text[], ${sent.map(({ key }) => key)}::text[], true)`,
  );
  await asService('demo.usage', async (tx) => {
    await consumeUsage(tx, tenant, { key: 'demo-stored', items: { storage_bytes: habits.storedBytes } });
    // Older than its use, so that a pace can be told.
    await tx.organization.update({
      where: { id: tenant.organizationId },
      data: { createdAt: new Date(now.getTime() - daysBack * 86_400_000) },
    });
  });
}

const daysBack = 34;

/** What is used on an ordinary weekday, and what is stored by now. */
const habitsOf: Partial<Record<PlanId, { daily: [Metric, number][]; storedBytes: number }>> = {
  free: {
    daily: [
      ['runs', 5],
      ['llm_tokens', 260],
      ['documents', 1],
    ],
    storedBytes: 214_000_000,
  },
  pro: {
    daily: [
      ['runs', 38],
      ['llm_tokens', 9_400],
      ['ai_messages', 22],
      ['api_calls', 1_150],
      ['documents', 9],
      ['search_queries', 60],
    ],
    storedBytes: 3_870_000_000,
  },
  team: {
    daily: [
      ['runs', 290],
      ['llm_tokens', 41_000],
      ['ai_messages', 140],
      ['api_calls', 5_200],
      ['documents', 64],
      ['search_queries', 420],
    ],
    storedBytes: 61_300_000_000,
  },
};

function eventOf(
  metric: Metric,
  usual: number,
  { back, index, now }: { back: number; index: number; now: Date },
) {
  const at = new Date(now.getTime() - back * 86_400_000);
  const weekend = at.getUTCDay() % 6 === 0;
  // Between a half and one and a half of the usual, without chance.
  const swing = 0.5 + ((back * 7 + index * 3) % 11) / 10;
  const quantity = Math.round(usual * swing * (weekend ? 0.2 : 1));
  return { key: `demo:${metric}:${back}`, metric, quantity, at };
}
