'use client';

import {
  revokeAllSessionsAction,
  revokeKeyAction,
  revokeSessionAction,
} from '@/app/(admin)/admin/users/[id]/actions';
import type { Done } from '@/lib/admin';
import { Button } from '../../ui/button';
import { ReasonDialog } from '../reason-dialog';

/** Ends one session, once that is confirmed with a reason. */
export function RevokeSessionButton({
  userId,
  sessionId,
  name,
}: {
  userId: string;
  sessionId: string;
  name: string;
}) {
  return (
    <ReasonDialog<Done>
      trigger={
        <Button variant="secondary" size="sm" aria-label={`End session: ${name}`}>
          End session
        </Button>
      }
      title="End this session?"
      description={`${name}. Whoever uses it has to sign in again.`}
      confirmLabel="End session"
      destructive
      onConfirm={(reason) => revokeSessionAction(userId, sessionId, reason)}
      done={({ changed }) => (changed ? 'The session has ended' : 'The session was over already')}
    />
  );
}

/** Ends all sessions, once that is confirmed with a reason. */
export function RevokeAllSessionsButton({ userId }: { userId: string }) {
  return (
    <ReasonDialog<Done>
      trigger={
        <Button variant="secondary" size="sm">
          End all sessions
        </Button>
      }
      title="End all sessions?"
      description="The person is signed out everywhere at once, extensions included. API keys go on working."
      confirmLabel="End all sessions"
      destructive
      onConfirm={(reason) => revokeAllSessionsAction(userId, reason)}
      done={({ changed }) => (changed ? 'All sessions have ended' : 'There was no session')}
    />
  );
}

/** Ends an API key, once that is confirmed with a reason. */
export function RevokeKeyButton({
  userId,
  apiKey: { id, organizationId, name },
}: {
  userId: string;
  apiKey: { id: string; organizationId: string; name: string };
}) {
  return (
    <ReasonDialog<Done>
      trigger={
        <Button variant="secondary" size="sm" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke “${name}”?`}
      description="Whatever uses this key is refused at once. This cannot be undone."
      confirmLabel="Revoke"
      destructive
      onConfirm={(reason) => revokeKeyAction(userId, { organizationId, id }, reason)}
      done={({ changed }) => (changed ? `“${name}” is revoked` : `“${name}” was revoked already`)}
    />
  );
}
