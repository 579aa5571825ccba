'use client';

import { useRef, useState, useTransition } from 'react';
import { resendAction, revokeAction } from '@/app/(app)/organization/actions';
import type { ActionResult } from '@/lib/http';
import type { Invitation } from '@/lib/organizations/schema';
import { callAction } from '../calls/call-action';
import { SavedOn } from '../jobs/saved-on';
import { ConfirmDialog } from '../ui/alert-dialog';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { toast } from '../ui/toast';
import { roleWords } from './role-words';

type InvitationListProps = { organizationId: string; invitations: readonly Invitation[] };

/** The invitations that nobody has answered: each can be mailed again or withdrawn. */
export function InvitationList({ organizationId, invitations }: InvitationListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [asked, setAsked] = useState<Invitation | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [working, startWorking] = useTransition();

  const perform = (id: string, work: () => Promise<ActionResult<unknown>>, done: string) => {
    if (working) return;
    setBusy(id);
    startWorking(async () => {
      const outcome = await callAction(work);
      setIsOpen(false);
      if (outcome.ok) toast.success(done);
      else toast.error(outcome.problem.detail);
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) list.current?.focus();
      });
    });
  };

  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label="Invitations"
        className="divide-y overflow-hidden rounded-lg border bg-surface"
      >
        {invitations.map((invitation) => {
          const { id, email, role, state, invitedBy, expiresAt, sentAt } = invitation;
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3">
              <div className="grid min-w-0 flex-[1_1_16rem] gap-0.5">
                <p className="flex min-w-0 items-center gap-2">
                  <span className="truncate font-medium text-sm">{email}</span>
                  <Badge tone="outline">{roleWords[role].label}</Badge>
                  {state === 'expired' ? <Badge tone="warning">Expired</Badge> : null}
                </p>
                <p className="text-13 text-muted-foreground">
                  {invitedBy ? `Invited by ${invitedBy}, ` : 'Invited, '}
                  {state === 'expired' ? 'expired ' : sentAt ? 'until ' : 'being mailed, until '}
                  <SavedOn at={expiresAt} />
                </p>
              </div>
              <div className="flex items-center gap-2">
                <Button
                  variant="secondary"
                  size="sm"
                  aria-label={`Send again to ${email}`}
                  loading={working && busy === id && !isOpen}
                  onClick={() =>
                    perform(
                      id,
                      () => resendAction(organizationId, id),
                      `Another mail to ${email} is on its way`,
                    )
                  }
                >
                  Send again
                </Button>
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Withdraw the invitation of ${email}`}
                  onClick={() => {
                    toast.dismiss();
                    setAsked(invitation);
                    setIsOpen(true);
                  }}
                >
                  Withdraw
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Withdraw this invitation?"
        description={`The link that ${asked?.email ?? 'they'} got stops working, and the seat is free again.`}
        confirmLabel="Withdraw"
        loading={working}
        onConfirm={() => {
          if (asked)
            perform(
              asked.id,
              () => revokeAction(organizationId, asked.id),
              `The invitation of ${asked.email} is withdrawn`,
            );
        }}
      />
    </>
  );
}
