import type { Account } from '@/lib/admin';
import type { SupportVisit } from '@/lib/auth';
import { SessionRow } from '../../account/session-row';
import { placeWords } from '../../account/session-words';
import { SupportVisits } from '../../account/support-visits';
import { Card } from '../../ui/card';
import { AccountSection } from './account-section';
import { Nothing } from './nothing';
import { RevokeAllSessionsButton, RevokeSessionButton } from './revoke-buttons';

type SessionsSectionProps = {
  userId: string;
  sessions: Account['sessions'];
  /** When an admin acted as the person. */
  visits: readonly SupportVisit[];
  now: Date;
};

/** Where the person is signed in. */
export function SessionsSection({ userId, sessions, visits, now }: SessionsSectionProps) {
  return (
    <AccountSection
      id="sessions"
      title="Sessions"
      actions={sessions.length > 0 ? <RevokeAllSessionsButton userId={userId} /> : null}
    >
      {sessions.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                now={now}
                action={
                  <RevokeSessionButton
                    userId={userId}
                    sessionId={session.id}
                    name={`${session.device.name}, ${placeWords(session.network)}`}
                  />
                }
              />
            ))}
          </ul>
        </Card>
      ) : (
        <Nothing>Signed in nowhere.</Nothing>
      )}
      {visits.length > 0 ? <SupportVisits visits={visits} /> : null}
    </AccountSection>
  );
}
