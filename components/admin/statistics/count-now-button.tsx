'use client';

import { useTransition } from 'react';
import type { RollUp } from '@/lib/admin';
import type { ActionResult } from '@/lib/http';
import { callAction } from '../../calls/call-action';
import { Button } from '../../ui/button';
import { toast } from '../../ui/toast';
import { countedWords } from './counted-words';

type CountNowButtonProps = {
  action: () => Promise<ActionResult<RollUp | null>>;
  variant?: 'primary' | 'secondary';
};

/** Has the days counted that are due, without waiting for the worker. */
export function CountNowButton({ action, variant = 'secondary' }: CountNowButtonProps) {
  const [isCounting, startCounting] = useTransition();
  const count = () =>
    startCounting(async () => {
      const outcome = await callAction(action);
      if (outcome.ok) toast.success(countedWords(outcome.data));
      else toast.error(outcome.problem.detail);
    });
  return (
    <Button variant={variant} size="sm" loading={isCounting} onClick={count}>
      Count now
    </Button>
  );
}
