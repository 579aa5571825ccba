'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { leaveAction } from '@/app/(app)/organization/actions';
import { callAction } from '../calls/call-action';
import { ConfirmDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { toast } from '../ui/toast';
import { questionWords } from './member-question';

type LeaveButtonProps = { organization: { id: string; name: string } };

/** Leaves the organization, after a question. */
export function LeaveButton({ organization: { id, name } }: LeaveButtonProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [leaving, startLeaving] = useTransition();
  const leave = () =>
    startLeaving(async () => {
      const outcome = await callAction(() => leaveAction(id));
      setIsOpen(false);
      if (!outcome.ok) {
        toast.error(outcome.problem.detail);
        return;
      }
      toast.success(`You have left ${name}`);
      router.push('/jobs');
    });
  return (
    <>
      <Button variant="secondary" className="justify-self-start" onClick={() => setIsOpen(true)}>
        Leave organization
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        {...questionWords(null, { organizationName: name, userId: '' })}
        loading={leaving}
        onConfirm={leave}
      />
    </>
  );
}
