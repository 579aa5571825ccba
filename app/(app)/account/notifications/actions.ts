'use server';

import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, submitForm } from '@/lib/auth/server';
import { saveNotificationSettings } from '@/lib/jobs/notifications';

/** Saves what comes by mail and what is shown in the app. */
export async function saveNotificationsAction(
  _before: FormState<'saved'>,
  form: FormData,
): Promise<FormState<'saved'>> {
  return submitForm(form, { keep: [], whileActing: 'change' }, async (fields) => {
    const isOn = (name: string) => fields[name] !== undefined;
    await saveNotificationSettings(await requirePrincipal(), {
      reminderMail: isOn('reminderMail'),
      reminderInApp: isOn('reminderInApp'),
      interviewMail: isOn('interviewMail'),
      interviewInApp: isOn('interviewInApp'),
      interviewDayBefore: isOn('interviewDayBefore'),
      interviewHourBefore: isOn('interviewHourBefore'),
      digestMail: isOn('digestMail'),
    });
    return 'saved' as const;
  });
}
