import { asService, type TenantContext } from '@/lib/db';
import { SAMPLE_SOURCE } from './sample-jobs';

/** How far somebody is with the first steps, and whether they are still offered. */
export type Welcome = {
  isOffered: boolean;
  /** Whether the organization has a job that is no sample. */
  hasJobs: boolean;
  hasSamples: boolean;
  /** Whether such a job has gone beyond being saved. */
  hasMoved: boolean;
  /** Whether the person's extension is connected in some browser. */
  hasExtension: boolean;
};

/** Reads {@link Welcome} of a person who acts for an organization. */
export function welcomeOf({ organizationId, userId }: TenantContext): Promise<Welcome> {
  return asService('jobs.welcome', async (tx) => {
    const [found] = await tx.$queryRaw<Welcome[]>`
      select u.welcome_ended_at is null as "isOffered",
        exists (select from app.saved_jobs j
          where j.organization_id = ${organizationId}::uuid and j.source is distinct from ${SAMPLE_SOURCE}) as "hasJobs",
        exists (select from app.saved_jobs j
          where j.organization_id = ${organizationId}::uuid and j.source = ${SAMPLE_SOURCE}) as "hasSamples",
        exists (select from app.saved_jobs j
          where j.organization_id = ${organizationId}::uuid and j.source is distinct from ${SAMPLE_SOURCE}
            and j.status <> 'saved') as "hasMoved",
        exists (select from app.user_sessions s
          where s.user_id = u.id and s.kind = 'extension' and s.revoked_at is null) as "hasExtension"
      from app.users u where u.id = ${userId}::uuid`;
    return (
      found ?? { isOffered: false, hasJobs: false, hasSamples: false, hasMoved: false, hasExtension: false }
    );
  });
}

/** Offers the first steps to a person no more; a repeat changes nothing. */
export async function endWelcome({ userId }: TenantContext): Promise<void> {
  await asService('jobs.end-welcome', (tx) =>
    tx.user.updateMany({ where: { id: userId, welcomeEndedAt: null }, data: { welcomeEndedAt: new Date() } }),
  );
}
