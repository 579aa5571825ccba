import type { TenantContext } from '@/lib/db';
import { hasFeature } from '@/lib/entitlements';
import { listJobs } from '@/lib/jobs';
import { createReminder } from '@/lib/jobs/reminders';

const HOUR_MS = 3_600_000;

/** A few reminders of the newest applications, where the plan has them: one for later today, one for next week, two for silence. */
export async function seedReminders(tenant: TenantContext): Promise<void> {
  if (!(await hasFeature(tenant, 'reminders'))) return;
  const { jobs } = await listJobs(tenant, { limit: 100 });
  const ongoing = jobs.filter(({ status }) => status === 'applied' || status === 'interviewing');
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
  const reminders = [
    { kind: 'at', at: at(4), note: 'Thank them for the talk' },
    { kind: 'at', at: at(7 * 24), note: 'Ask how far they are' },
    { kind: 'silence', days: 7, repeats: true },
    { kind: 'silence', days: 14, note: 'Write to the recruiter' },
  ] as const;
  for (const [index, { id: jobId }] of ongoing.slice(0, reminders.length).entries()) {
    const reminder = reminders[index];
    if (reminder) await createReminder(tenant, { ...reminder, jobId });
  }
}
