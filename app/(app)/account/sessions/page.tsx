import { MonitorCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { AccountTabs } from '@/components/account/account-tabs';
import { EndSessionButton } from '@/components/account/end-session-button';
import { SessionRow } from '@/components/account/session-row';
import { placeWords } from '@/components/account/session-words';
import { SupportVisits } from '@/components/account/support-visits';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listSupportVisits } from '@/lib/auth';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { listSessions } from '@/lib/auth/sessions';
import { endOtherSessionsAction, endSessionAction } from './actions';

export const metadata: Metadata = { title: 'Sessions' };

export default function SessionsPage() {
  return withRequest(sessionsPage);
}

async function sessionsPage() {
  const principal = await requirePrincipal();
  const [sessions, visits] = await Promise.all([listSessions(principal), listSupportVisits(principal)]);
  // None is, while an admin acts as the person.
  const current = sessions.filter(({ isCurrent }) => isCurrent);
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  const now = new Date();
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title="Account" description="Where you are signed in." />
      <AccountTabs />
      {current.length > 0 ? (
        <Section title="This device">
          <Card>
            <ul>
              {current.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  now={now}
                  action={
                    <form method="post" action="/auth/sign-out">
                      <Button type="submit" variant="secondary" size="sm">
                        Sign out
                      </Button>
                    </form>
                  }
                />
              ))}
            </ul>
          </Card>
        </Section>
      ) : null}
      <Section
        title="Other sessions"
        description="Do you not recognise one? End it, and change your password."
        actions={
          others.length > 0 ? (
            <EndSessionButton
              action={endOtherSessionsAction}
              question="Sign out everywhere else?"
              effect={`${others.length === 1 ? 'One other session ends' : `All ${others.length} other sessions end`} at once, extensions included. This device stays signed in.`}
              confirmLabel="Sign out everywhere else"
              done="You are signed out everywhere else."
            >
              Sign out everywhere else
            </EndSessionButton>
          ) : null
        }
      >
        {others.length > 0 ? (
          <Card>
            <ul className="divide-y">
              {others.map((session) => {
                const name = `${session.device.name}, ${placeWords(session.network)}`;
                return (
                  <SessionRow
                    key={session.id}
                    session={session}
                    now={now}
                    action={
                      <EndSessionButton
                        action={endSessionAction.bind(null, session.id)}
                        label={`End session: ${name}`}
                        question="End this session?"
                        effect={`${name}. Whoever uses it has to sign in again.`}
                        confirmLabel="End session"
                        done="The session has ended."
                      >
                        End session
                      </EndSessionButton>
                    }
                  />
                );
              })}
            </ul>
          </Card>
        ) : (
          <EmptyState
            icon={MonitorCheck}
            title="Nowhere else"
            description="You are signed in on this device alone."
          />
        )}
      </Section>
      {visits.length > 0 ? (
        <Section
          title="Foothold support"
          description="Who looks after your account was in it. You were told by mail each time."
        >
          <SupportVisits visits={visits} />
        </Section>
      ) : null}
    </div>
  );
}
