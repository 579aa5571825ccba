import { z } from 'zod';
import { Prisma, type TenantContext } from '@/lib/db';
import { callUsage } from './call-usage';
import type { Reservation } from './reserve-usage';

/**
 * Gives back what a reservation holds. A repeat changes nothing.
 * @returns `committed` when it was counted before, which stays
 */
export async function releaseUsage(
  tenant: TenantContext,
  { key, attempt }: Pick<Reservation, 'key' | 'attempt'>,
): Promise<'released' | 'committed'> {
  const answer = await callUsage(
    tenant,
    undefined,
    Prisma.sql`app.release_usage(${tenant.organizationId}::uuid, ${key}, ${attempt}::integer)`,
  );
  const { outcome } = releasedSchema.parse(answer);
  if (outcome === 'unknown') throw new Error('there is no such reservation');
  return outcome === 'committed' ? 'committed' : 'released';
}

const releasedSchema = z.object({ outcome: z.enum(['released', 'repeated', 'committed', 'unknown']) });
