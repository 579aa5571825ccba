import { principalOf } from '@/lib/billing/test-support';
import { asService } from '@/lib/db';
import { createJob } from '@/lib/jobs';
import type { TestPerson } from '@/local/test/people';

/** Makes a team organization of which the person is the owner. */
export async function addTeam({ userId }: TestPerson, name: string): Promise<string> {
  return asService('test.team', async (tx) => {
    const { id } = await tx.organization.create({ data: { name, kind: 'team' } });
    await tx.membership.create({ data: { organizationId: id, userId, role: 'owner' } });
    return id;
  });
}

/** Saves a job in the organization that the person acts in. */
export async function saveJobOf(person: TestPerson): Promise<void> {
  await createJob(principalOf(person), { title: 'Cartographer', company: 'Halcyon Maps' });
}

/** Lets the 30 days pass of an account that waits to be deleted. */
export async function letDeletionPass({ userId }: TestPerson): Promise<void> {
  await asService(
    'test.time',
    (tx) => tx.$executeRaw`
      update app.users set deletion_due_at = now() - interval '1 minute'
      where id = ${userId}::uuid and deletion_due_at is not null`,
  );
}

/** The row of a person. */
export function userOf({ userId }: TestPerson) {
  return asService('test.user', (tx) => tx.user.findUnique({ where: { id: userId } }));
}

/** How much is left of a person and of the personal organization. */
export function rowsLeftOf({ userId }: TestPerson) {
  return asService('test.left', async (tx) => ({
    users: await tx.user.count({ where: { id: userId } }),
    organizations: await tx.organization.count({ where: { id: userId } }),
    savedJobs: await tx.savedJob.count({ where: { organizationId: userId } }),
    memberships: await tx.membership.count({ where: { userId } }),
    sessions: await tx.userSession.count({ where: { userId } }),
    usageEvents: await tx.usageEvent.count({ where: { organizationId: userId } }),
  }));
}
