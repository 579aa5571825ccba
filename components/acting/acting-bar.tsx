'use client';

import { Eye, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/http';
import { ReasonDialog } from '../admin/reason-dialog';
import { callAction } from '../calls/call-action';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { toast } from '../ui/toast';
import { leaveThisPage, tellOtherTabs } from './other-tabs';
import { TimeLeft } from './time-left-clock';

type ActingBarProps = {
  person: { id: string; name: string | null; email: string };
  actorEmail: string;
  /** Whether things may be changed, or only looked at. */
  mayWrite: boolean;
  /** Milliseconds until it ends by itself, when the page was made. */
  leftMs: number;
  raise: (reason: string) => Promise<ActionResult<void>>;
  stop: () => Promise<ActionResult<void>>;
};

/** Stands over every page while an admin acts as somebody: who acts as whom, what they may do, how long, and the way out. */
export function ActingBar({ person, actorEmail, mayWrite, leftMs, raise, stop }: ActingBarProps) {
  const Icon = mayWrite ? PencilLine : Eye;
  return (
    <section
      aria-label="Acting as somebody else"
      className={cn(
        'sticky top-0 z-35 grid h-(--frame-top) content-center gap-2 px-4 md:flex md:items-center md:justify-between md:gap-6',
        mayWrite ? 'bg-danger-solid text-white' : 'bg-foreground text-background',
      )}
    >
      <div className="flex min-w-0 items-center gap-3">
        <Icon aria-hidden="true" className="size-5 shrink-0" />
        <div className="grid min-w-0">
          <p className="truncate font-semibold text-13">
            Acting as{' '}
            <Link href={`/admin/users/${person.id}`} className="rounded-sm underline underline-offset-4">
              {person.name ?? person.email}
            </Link>
          </p>
          <p className="truncate text-xs">
            {person.name ? <span className="max-md:hidden">{person.email} · </span> : null}
            you are {actorEmail}
          </p>
        </div>
      </div>
      <div className="flex items-center justify-between gap-3 md:shrink-0">
        <p className="text-13">
          <span className="font-semibold">{mayWrite ? 'May change things' : 'Read-only'}</span>
          <span aria-hidden="true"> · </span>
          <TimeLeft leftMs={leftMs} />
        </p>
        <div className="flex items-center gap-2">
          {mayWrite ? null : <RaiseButton person={person} raise={raise} />}
          <StopButton userId={person.id} stop={stop} />
        </div>
      </div>
    </section>
  );
}

function RaiseButton({ person, raise }: Pick<ActingBarProps, 'person' | 'raise'>) {
  return (
    <ReasonDialog
      trigger={
        <Button variant="secondary" size="sm">
          May change things
        </Button>
      }
      title="Change things in their name?"
      description={`What you change until this ends is changed for ${person.name ?? person.email}. They are told by mail. Money, API keys, security, membership and deleting stay out of reach.`}
      confirmLabel="May change things"
      destructive
      onConfirm={async (reason) => {
        const outcome = await raise(reason);
        if (outcome.ok) tellOtherTabs();
        return outcome;
      }}
      done="You may change things now."
    />
  );
}

function StopButton({ userId, stop }: { userId: string; stop: ActingBarProps['stop'] }) {
  const [stopping, startStopping] = useTransition();
  const [isLeaving, setLeaving] = useState(false);
  const leave = () =>
    startStopping(async () => {
      const outcome = await callAction(stop);
      if (!outcome.ok) {
        toast.error(outcome.problem.detail);
        return;
      }
      setLeaving(true);
      leaveThisPage();
      // By a new page and not by the router, which remembers pages of the person.
      window.location.assign(`/admin/users/${encodeURIComponent(userId)}`);
    });
  return (
    <Button variant="secondary" size="sm" loading={stopping || isLeaving} onClick={leave}>
      Stop
    </Button>
  );
}
