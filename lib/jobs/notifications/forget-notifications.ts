import { asService } from '@/lib/db';

/** Removes what people were told half a year ago. What is told is known by its time, so that nothing is told again for that. */
export async function forgetNotifications(): Promise<void> {
  await asService(
    'jobs.forget_notifications',
    (tx) => tx.$executeRaw`delete from app.notifications where created_at < now() - interval '180 days'`,
  );
}
