import { BellRing } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NewReminder } from '@/components/jobs/reminders/new-reminder';
import { ReminderList } from '@/components/jobs/reminders/reminder-list';
import { ReminderOffer } from '@/components/jobs/reminders/reminder-offer';
import { groupWords } from '@/components/jobs/reminders/reminder-words';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TabLinks } from '@/components/ui/tab-links';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { entitlementsOf, hasFeature } from '@/lib/entitlements';
import { ProblemError } from '@/lib/http';
import { groupReminders, type Reminder, shownReminders } from '@/lib/jobs/reminders';

export const metadata: Metadata = { title: 'Reminders' };

type RemindersPageProps = {
  searchParams: Promise<{ state?: string | string[]; cursor?: string | string[] }>;
};

export default function RemindersPage(props: RemindersPageProps) {
  return withRequest(() => remindersPage(props));
}

async function remindersPage({ searchParams }: RemindersPageProps) {
  const principal = await requirePrincipal();
  const query = await searchParams;
  const state = query.state === 'done' ? 'done' : 'open';
  const [{ reminders, nextCursor, timeZone }, mayRemind, { readOnly }] = await Promise.all([
    pageOf(principal, state, typeof query.cursor === 'string' ? query.cursor : undefined),
    hasFeature(principal, 'reminders'),
    entitlementsOf(principal),
  ]);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Reminders"
        description={
          principal.organizationId === principal.userId
            ? 'What to come back to, and when.'
            : `What to come back to, and when. Nobody else in ${principal.organizationName} sees them.`
        }
        actions={
          <>
            <ButtonLink href="/account/notifications" variant="secondary">
              How you are told
            </ButtonLink>
            {mayRemind && principal.role !== 'viewer' && !readOnly ? (
              <NewReminder timeZone={timeZone} />
            ) : null}
          </>
        }
      />
      {mayRemind ? null : <ReminderOffer planId={principal.planId} paused={reminders.length > 0} />}
      {mayRemind || reminders.length > 0 || state === 'done' ? (
        <TabLinks
          label="Which reminders"
          links={[
            { href: '/reminders', label: 'Open', current: state === 'open' },
            { href: '/reminders?state=done', label: 'Done', current: state === 'done' },
          ]}
        />
      ) : null}
      {reminders.length > 0 ? (
        <Groups reminders={reminders} state={state} timeZone={timeZone} />
      ) : mayRemind || state === 'done' ? (
        <Nothing state={state} />
      ) : null}
      {nextCursor ? (
        <div>
          <ButtonLink
            href={`/reminders?${new URLSearchParams({ state, cursor: nextCursor })}`}
            variant="secondary"
            size="sm"
          >
            More
          </ButtonLink>
        </div>
      ) : null}
    </div>
  );
}

type State = 'open' | 'done';

function Groups({ reminders, state, timeZone }: { reminders: Reminder[]; state: State; timeZone: string }) {
  const now = new Date();
  const shown = { now: now.toISOString(), timeZone };
  if (state === 'done')
    return (
      <Card>
        <ReminderList reminders={reminders} label="Done reminders" {...shown} />
      </Card>
    );
  return groupReminders(reminders, now, timeZone).map((each) => (
    <Section key={each.group} title={groupWords[each.group]}>
      <Card>
        <ReminderList reminders={each.reminders} label={groupWords[each.group]} {...shown} />
      </Card>
    </Section>
  ));
}

function Nothing({ state }: { state: State }) {
  return state === 'done' ? (
    <EmptyState icon={BellRing} title="Nothing done yet" description="What you mark as done is kept here." />
  ) : (
    <EmptyState
      icon={BellRing}
      title="No reminders"
      description="Be told when it is time to follow up, or when nothing was heard of a job for a week."
      action={
        <ButtonLink href="/jobs" variant="secondary">
          Open your jobs
        </ButtonLink>
      }
    />
  );
}

async function pageOf(principal: Principal, state: State, cursor: string | undefined) {
  try {
    return await shownReminders(principal, { state, limit: 100, cursor });
  } catch (error) {
    // A cursor that was cut or made up: from the beginning.
    if (error instanceof ProblemError && error.code === 'invalid_request') redirect('/reminders');
    throw error;
  }
}
