'use client';

import type { ReactNode } from 'react';
import {
  activateAction,
  deleteAction,
  restoreAction,
  suspendAction,
} from '@/app/(admin)/admin/users/[id]/actions';
import type { Done } from '@/lib/admin';
import type { ActionResult } from '@/lib/http';
import { ReasonDialog } from '../reason-dialog';

/** What changes whether an account is let in. */
export type StatusChange = 'suspend' | 'activate' | 'delete' | 'restore';

type StatusActionProps = {
  userId: string;
  change: StatusChange;
  /** What else is to be known before it is confirmed. */
  note?: string | undefined;
  trigger: ReactNode;
};

/**
 * Suspends, activates, deletes or restores an account, once that is confirmed with a reason, and offers to take it back.
 * The same place in the page holds one and the other, so that the button keeps the focus when it changes.
 */
export function StatusAction({ userId, change, note, trigger }: StatusActionProps) {
  const { run, back, title, description, confirmLabel, destructive, done } = changes[change];
  return (
    <ReasonDialog<Done>
      trigger={trigger}
      title={title}
      description={note ? `${description} ${note}` : description}
      confirmLabel={confirmLabel}
      destructive={destructive}
      onConfirm={(reason) => run(userId, reason)}
      done={({ changed }) => (changed ? done : 'It was so already')}
      undo={({ eventId }, reason) =>
        eventId === null ? null : () => back(userId, `Undone: ${reason}`.slice(0, 500), eventId)
      }
    />
  );
}

type Act = (userId: string, reason: string, undoes?: string) => Promise<ActionResult<Done>>;
type Words = {
  run: Act;
  back: Act;
  title: string;
  description: string;
  confirmLabel: string;
  destructive: boolean;
  done: string;
};

const changes: Record<StatusChange, Words> = {
  suspend: {
    run: suspendAction,
    back: activateAction,
    title: 'Suspend this account?',
    description:
      'The person is signed out everywhere at once and cannot sign in. Their API keys and extensions are refused. Nothing is deleted, and payments go on.',
    confirmLabel: 'Suspend',
    destructive: true,
    done: 'The account is suspended',
  },
  activate: {
    run: activateAction,
    back: suspendAction,
    title: 'Activate this account?',
    description: 'The person can sign in again, and their API keys work. Sessions that have ended stay so.',
    confirmLabel: 'Activate',
    destructive: false,
    done: 'The account is active',
  },
  delete: {
    run: deleteAction,
    back: restoreAction,
    title: 'Delete this account?',
    description:
      'At once nobody can sign in to it, its address is free for a new account, and nothing is renewed. For 30 days it can be restored, then everything in it is deleted for good. The person is told by mail.',
    confirmLabel: 'Delete account',
    destructive: true,
    done: 'The account is deleted',
  },
  restore: {
    run: restoreAction,
    back: deleteAction,
    title: 'Restore this account?',
    description:
      'It is back with its address and everything in it. Sessions stay ended, and a subscription that was to end still does. The person is told by mail.',
    confirmLabel: 'Restore',
    destructive: false,
    done: 'The account is restored',
  },
};
