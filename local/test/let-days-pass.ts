import { Client } from 'pg';
import type { TenantContext } from '@/lib/db';

/** Has everything that an organization keeps of its jobs and reminders be so many days older. */
export async function letDaysPass({ organizationId }: TenantContext, days: number): Promise<void> {
  const client = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
  await client.connect();
  try {
    // Triggers keep some of these times, and whoever moves the time is not somebody who moves a job.
    await client.query(`begin; set local session_replication_role = replica`);
    for (const [table, columns] of Object.entries(times)) {
      const moved = columns.map((column) => `${column} = ${column} - $2 * interval '1 day'`);
      await client.query(`update app.${table} set ${moved.join()} where organization_id = $1`, [
        organizationId,
        days,
      ]);
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

const times = {
  saved_jobs: ['created_at', 'updated_at', 'status_changed_at', 'applied_at'],
  job_status_changes: ['changed_at'],
  job_interviews: ['starts_at', 'ends_at', 'created_at', 'updated_at'],
  reminders: [
    'remind_at',
    'counted_from',
    'snoozed_until',
    'told_for',
    'told_at',
    'check_at',
    'done_at',
    'created_at',
    'updated_at',
  ],
};
