'use client';

import { Eye } from 'lucide-react';
import type { ActionResult } from '@/lib/http';
import { leaveThisPage } from '../../acting/other-tabs';
import { Button } from '../../ui/button';
import { ReasonDialog } from '../reason-dialog';

type ImpersonateDialogProps = {
  person: { id: string; name: string | null; email: string };
  actAs: (userId: string, reason: string) => Promise<ActionResult<void>>;
};

/** The button that begins acting as somebody, once the reason was told. */
export function ImpersonateDialog({ person, actAs }: ImpersonateDialogProps) {
  const begin = async (reason: string) => {
    const outcome = await actAs(person.id, reason);
    if (!outcome.ok) return outcome;
    leaveThisPage();
    // By a new page and not by the router, which remembers pages of the admin.
    window.location.assign('/jobs');
    return outcome;
  };
  return (
    <ReasonDialog
      trigger={
        <Button variant="secondary" size="sm">
          <Eye aria-hidden="true" />
          Act as
        </Button>
      }
      title={`Act as ${person.name ?? person.email}?`}
      description="For 30 minutes you see Foothold as they do, and change nothing. They are told by mail that support looks at their account, not why. All that you look at is recorded."
      confirmLabel="Act as them"
      onConfirm={begin}
      done="You are on your way."
    />
  );
}
