'use client';

import { BellPlus } from 'lucide-react';
import { useState } from 'react';
import type { Reminder } from '@/lib/jobs/reminders';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { Section } from '../../ui/section';
import { toast } from '../../ui/toast';
import { ReminderDialog } from './reminder-dialog';
import { ReminderList } from './reminder-list';
import { dueWords } from './reminder-words';

type ReminderSectionProps = {
  jobId: string;
  /** The person's open reminders of the job. */
  reminders: readonly Reminder[];
  /** Whether they may make more: their plan has reminders, and their role may. Else why not. */
  mayAdd: boolean | 'not_in_plan';
  now: string;
  timeZone: string;
  className?: string;
};

/** The person's own reminders of a job, on its page. */
export function ReminderSection({
  jobId,
  reminders,
  mayAdd,
  now,
  timeZone,
  className,
}: ReminderSectionProps) {
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title="Reminders"
      className={className ?? ''}
      actions={
        mayAdd === true ? (
          <Button variant="secondary" size="sm" onClick={() => setAdding(true)}>
            <BellPlus aria-hidden="true" />
            Add reminder
          </Button>
        ) : undefined
      }
    >
      {mayAdd === 'not_in_plan' ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted-foreground text-sm">
          {reminders.length > 0
            ? 'Your reminders are paused: your plan does not include them.'
            : 'Be told when it is time to follow up, or when nothing was heard for a week.'}
          <ButtonLink href="/pricing?feature=reminders" variant="secondary" size="sm">
            See plans
          </ButtonLink>
        </p>
      ) : null}
      {reminders.length > 0 ? (
        <ReminderList
          reminders={reminders}
          label="Reminders of this job"
          now={now}
          timeZone={timeZone}
          namesJob={false}
        />
      ) : mayAdd === 'not_in_plan' ? null : (
        <p className="text-muted-foreground text-sm">
          None yet. Be told at a time, or when nothing has happened for some days.
        </p>
      )}
      <ReminderDialog
        open={adding}
        onOpenChange={setAdding}
        subject={{ jobId }}
        onSaved={({ dueAt }) => {
          setAdding(false);
          toast.success('Reminder set', {
            description: dueAt
              ? dueWords(dueAt, new Date(), timeZone)
              : 'It waits until the application goes on.',
          });
        }}
      />
    </Section>
  );
}
