import type { Metadata } from 'next';
import { AccountTabs } from '@/components/account/account-tabs';
import { CalendarSection } from '@/components/notifications/calendar-section';
import { NotificationSettingsForm } from '@/components/notifications/notification-settings-form';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { hasFeature } from '@/lib/entitlements';
import { calendarFeedOf } from '@/lib/jobs/calendar';
import { notificationSettingsOf } from '@/lib/jobs/notifications';
import { saveNotificationsAction } from './actions';

export const metadata: Metadata = { title: 'Notifications' };

export default function NotificationsPage() {
  return withRequest(notificationsPage);
}

async function notificationsPage() {
  const principal = await requirePrincipal();
  const [settings, feed, mayRemind] = await Promise.all([
    notificationSettingsOf(principal),
    calendarFeedOf(principal),
    hasFeature(principal, 'reminders'),
  ]);
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader
        title="Notifications"
        description={
          principal.organizationId === principal.userId
            ? 'What you are told, and how.'
            : `What you are told about ${principal.organizationName}, and how. Each organization has its own.`
        }
      />
      <AccountTabs />
      <Section title="About your jobs">
        {mayRemind ? null : (
          <Alert
            action={
              <ButtonLink href="/pricing?feature=reminders" variant="secondary" size="sm">
                See plans
              </ButtonLink>
            }
          >
            Your plan does not include reminders, so nothing of this is sent or shown at present.
          </Alert>
        )}
        {/* Anew when they have changed elsewhere, as by the link of a mail. */}
        <NotificationSettingsForm
          key={JSON.stringify(settings)}
          settings={settings}
          action={saveNotificationsAction}
        />
      </Section>
      <Section
        title="Calendar"
        description="A secret link at which your calendar program reads your interviews."
        className="border-t pt-8"
      >
        <CalendarSection feed={feed} mayRemind={mayRemind} />
      </Section>
      <Section
        title="About limits"
        description="When a limit of the plan is nearly or fully used, owners are told."
        className="border-t pt-8"
      >
        <div>
          <ButtonLink href="/account/usage" variant="secondary">
            Usage alerts
          </ButtonLink>
        </div>
      </Section>
      <p className="border-t pt-8 text-13 text-muted-foreground">
        Mails about the safety of your account, about payments and about your membership are always sent.
      </p>
    </div>
  );
}
