import { asService, Prisma } from '@/lib/db';
import type { ClaimedAggregate } from './claim-aggregates';
import type { MeterOutcome } from './meter-outcome';

/** Writes down what became of a claimed aggregate. */
export async function recordOutcome(aggregate: ClaimedAggregate, outcome: MeterOutcome): Promise<void> {
  if (outcome.kind === 'sent') {
    return update(
      aggregate,
      Prisma.sql`meter_state = 'sent', meter_sent_at = now(), meter_error = null`,
      Prisma.sql`meter_state in ('sending', 'uncertain')`,
    );
  }
  const { kind, error } = outcome;
  // An earlier request may have brought it there: what this one came to says nothing of that.
  if (kind === 'unknown' || (kind === 'not_sent' && aggregate.tried)) {
    return update(aggregate, Prisma.sql`meter_error = ${error}`, Prisma.sql`meter_state = 'sending'`);
  }
  const state = kind === 'not_sent' ? 'pending' : aggregate.tried ? 'uncertain' : 'too_late';
  return update(
    aggregate,
    Prisma.sql`meter_state = ${state}::app.usage_meter_state, meter_error = ${error},
      meter_attempted_at = null, stripe_customer_id = null`,
    onlyOurs(aggregate),
  );
}

/** Puts back what was claimed and not sent after all. */
export async function putBack(aggregates: readonly ClaimedAggregate[]): Promise<void> {
  for (const aggregate of aggregates) {
    if (aggregate.tried) continue;
    await update(
      aggregate,
      Prisma.sql`meter_state = 'pending', meter_attempts = meter_attempts - 1, meter_attempted_at = null,
        stripe_customer_id = null`,
      onlyOurs(aggregate),
    );
  }
}

// Whoever else claimed it meanwhile may be sending it.
function onlyOurs({ attempts }: ClaimedAggregate): Prisma.Sql {
  return Prisma.sql`meter_state = 'sending' and meter_attempts = ${attempts}::integer`;
}

async function update(
  { organizationId, id }: ClaimedAggregate,
  set: Prisma.Sql,
  where: Prisma.Sql,
): Promise<void> {
  await asService(
    'billing.record_usage',
    (tx) => tx.$executeRaw`
      update app.usage_aggregates set ${set}
      where organization_id = ${organizationId}::uuid and id = ${id}::uuid and ${where}`,
  );
}
