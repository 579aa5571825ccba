import { asTenant, type TenantContext } from '@/lib/db';
import { type NotificationSettingsValues, notificationSettingsSchema } from './schema';

// What is read of a row, and at once what stands in its place: everything is on until somebody switches it off.
const columns = {
  reminderMail: true,
  reminderInApp: true,
  interviewMail: true,
  interviewInApp: true,
  interviewDayBefore: true,
  interviewHourBefore: true,
  digestMail: true,
} as const satisfies Record<keyof NotificationSettingsValues, true>;

/** How the person is told in the organization; of everything where they have said nothing. */
export async function notificationSettingsOf(tenant: TenantContext): Promise<NotificationSettingsValues> {
  const { organizationId, userId } = tenant;
  const row = await asTenant(tenant, (tx) =>
    tx.notificationSettings.findUnique({
      where: { organizationId_userId: { organizationId, userId } },
      select: columns,
    }),
  );
  return row ?? columns;
}

/** Changes how the person is told in the organization, themselves alone. ZodError for wrong input */
export async function saveNotificationSettings(
  tenant: TenantContext,
  values: NotificationSettingsValues,
): Promise<void> {
  const data = notificationSettingsSchema.parse(values);
  const { organizationId, userId } = tenant;
  await asTenant(tenant, (tx) =>
    tx.notificationSettings.upsert({
      where: { organizationId_userId: { organizationId, userId } },
      create: { organizationId, userId, ...data },
      update: data,
    }),
  );
}
