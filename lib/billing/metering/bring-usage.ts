import { setTimeout as sleep } from 'node:timers/promises';
import { logger } from '@/lib/observability';
import { aggregateUsage, drainApiCalls } from '@/lib/usage';
import { reportUsage } from './report-usage';

/**
 * Tells Stripe's meters of all that an organization has used until now: before a subscription ends or its plan goes,
 * because what is reported after that is billed to nobody. Never fails and never takes long: what could not be told is
 * left to the next run, and the log says so.
 */
export async function bringUsage(organizationId: string): Promise<void> {
  const until = Date.now() + waitMs;
  try {
    await drainApiCalls();
    await aggregateUsage();
    let report = await reportUsage(organizationId);
    // Another run is going on, and may have passed this organization before its usage was aggregated.
    while (report === null && Date.now() < until) {
      await sleep(askAgainMs);
      report = await reportUsage(organizationId);
    }
    if (report?.failed !== 0) logger.warn({ organizationId, report }, 'not all usage was brought to Stripe');
  } catch (err) {
    logger.warn({ organizationId, err }, 'usage was not brought to Stripe');
  }
}

const waitMs = 3_000;
const askAgainMs = 200;
