import { asService } from '@/lib/db';
import type { TestPerson } from '@/local/test/people';

/**
 * Puts so many jobs beside each other without saving them one by one: half of what makes them differ is missing in many, as
 * it is in life. The quota's counter is set to what is then there, so give a plan without a limit first.
 */
export async function plantJobs(
  { organizationId, userId }: Pick<TestPerson, 'organizationId' | 'userId'>,
  count: number,
): Promise<void> {
  await asService('test.plant-jobs', async (tx) => {
    await tx.$executeRaw`
      insert into app.saved_jobs (
        organization_id, created_by, title, company, location, work_mode, salary_min, salary_max, salary_currency,
        salary_interval, source, closes_on, status, created_at)
      select ${organizationId}::uuid, ${userId}::uuid, 'Engineer ' || lpad(n::text, 4, '0'),
        (array['Borealis', 'acme', 'Élan', 'Zephyr', 'Halcyon'])[1 + n % 5],
        (array[null, 'Berlin', 'Oslo', 'Lisbon'])[1 + n % 4],
        (array[null, 'remote', 'hybrid', 'onsite'])[1 + n % 4]::app.work_mode,
        case when n % 3 > 0 then 4000000 + n * 100 end, case when n % 3 > 0 then 5000000 + n * 100 end,
        case when n % 3 > 0 then 'EUR' end, case when n % 3 > 0 then 'year' end::app.salary_interval,
        (array[null, 'linkedin', 'indeed'])[1 + n % 3],
        case when n % 5 = 0 then date '2026-12-01' + n % 7 end,
        (array['saved', 'applied', 'interviewing', 'offer', 'rejected'])[1 + n % 5]::app.job_status,
        timestamptz '2026-01-01' + n * interval '1 hour'
      from generate_series(1, ${count}::int) n`;
    await tx.$executeRaw`
      select app.take_usage(
        ${organizationId}::uuid, ${`planted:${crypto.randomUUID()}`}, '{saved_jobs}', array[${count}::bigint], true)`;
  });
}
