'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Reminder } from '@/lib/jobs/reminders';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { Card, CardHeader } from '../../ui/card';
import { LazyDialog } from '../../ui/lazy-dialog';
import { toast } from '../../ui/toast';
import { reminderDialog } from './dialogs';
import { ReminderList } from './reminder-list';
import { setWords } from './reminder-words';

type ReminderSectionProps = {
  jobId: string;
  /** The person's open reminders of the job. */
  reminders: readonly Reminder[];
  /** Whether they may make more, by their role and while nothing is owed; or that their plan has none. */
  mayAdd: boolean | 'not_in_plan';
  /** When the page was made; ISO 8601. */
  now: string;
  timeZone: string;
};

/** The person's own reminders of a job, on its page. */
export function ReminderSection({ jobId, reminders, mayAdd, now, timeZone }: ReminderSectionProps) {
  const [adding, setAdding] = useState(false);
  return (
    <Card>
      <section aria-label="Reminders">
        <CardHeader
          title="Reminders"
          actions={
            mayAdd === true ? (
              <Button variant="ghost" size="sm" className="-my-1.5 -mr-2" onClick={() => setAdding(true)}>
                <Plus aria-hidden="true" />
                Add reminder
              </Button>
            ) : null
          }
        />
        {mayAdd === 'not_in_plan' ? (
          <div className="grid justify-items-start gap-3 px-5 pt-2 pb-5 text-muted-foreground text-sm">
            {reminders.length > 0
              ? 'Yours are paused, since your plan does not include reminders.'
              : 'Be told when it is time to follow up, or when nothing was heard for a week.'}
            <ButtonLink href="/pricing?feature=reminders" variant="secondary" size="sm">
              See plans
            </ButtonLink>
          </div>
        ) : reminders.length === 0 ? (
          <p className="px-5 pt-2 pb-5 text-muted-foreground text-sm">
            None yet. Be told at a time, or when nothing has happened for some days.
          </p>
        ) : null}
        {reminders.length > 0 ? (
          <div className="pt-1 pb-2">
            <ReminderList
              reminders={reminders}
              label="Reminders of this job"
              now={now}
              timeZone={timeZone}
              namesJob={false}
            />
          </div>
        ) : null}
        <LazyDialog
          code={reminderDialog}
          with={{
            open: adding,
            onOpenChange: setAdding,
            subject: { jobId },
            onSaved: (reminder) => {
              setAdding(false);
              toast.success('Reminder set', { description: setWords(reminder, new Date(), timeZone) });
            },
          }}
        />
      </section>
    </Card>
  );
}
