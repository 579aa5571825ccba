'use client';

import {
  AlarmClock,
  CalendarClock,
  Check,
  Ellipsis,
  Hourglass,
  Pencil,
  RotateCcw,
  Trash2,
} from 'lucide-react';
import Link from 'next/link';
import type { Reminder } from '@/lib/jobs/reminders';
import { snoozeTimes } from '@/lib/jobs/reminders/snooze-times';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { browserTimeZone } from './browser-time-zone';
import { dueWords, ruleWords } from './reminder-words';

/** What can be done with a reminder. */
export type ReminderActions = {
  onDone: (reminder: Reminder, done: boolean) => void;
  onSnooze: (reminder: Reminder, until: Date) => void;
  onSnoozeToDay: (reminder: Reminder) => void;
  onEdit: (reminder: Reminder) => void;
  onDelete: (reminder: Reminder) => void;
};

type ReminderItemProps = ReminderActions & {
  reminder: Reminder;
  now: Date;
  timeZone: string;
  /** Whether it names the job; on the job's own page that would say nothing. */
  namesJob: boolean;
};

/** One reminder: what it is for, when it is due, and what can be done with it. */
export function ReminderItem({ reminder, now, timeZone, namesJob, ...actions }: ReminderItemProps) {
  const { job, note, dueAt, doneAt, state, kind } = reminder;
  const Icon = kind === 'at' ? AlarmClock : Hourglass;
  const name = `${job.title} at ${job.company}`;
  const rule = ruleWords(reminder);
  return (
    <li className="flex items-start gap-3 px-4 py-3 sm:px-5">
      <Icon
        aria-hidden="true"
        className={cn('mt-1 size-4 shrink-0', state === 'due' ? 'text-warning' : 'text-subtle-foreground')}
      />
      <div className="grid min-w-0 flex-1 gap-0.5">
        {namesJob ? (
          <Link
            href={`/jobs/${job.id}`}
            className="wrap-anywhere w-fit font-medium text-sm underline-offset-4 hover:underline"
          >
            {name}
          </Link>
        ) : null}
        {note ? (
          <p className={cn('wrap-anywhere text-sm', namesJob && 'text-muted-foreground')}>{note}</p>
        ) : null}
        <p className="flex flex-wrap gap-x-2 text-13 text-muted-foreground">
          {doneAt ? (
            <span>
              Done <time dateTime={doneAt}>{dueWords(doneAt, now, timeZone)}</time>
            </span>
          ) : dueAt ? (
            <time dateTime={dueAt} className={cn('tabular', state === 'due' && 'font-medium text-warning')}>
              {dueWords(dueAt, now, timeZone)}
            </time>
          ) : null}
          {rule ? <span>{rule}</span> : null}
        </p>
      </div>
      <div className="-mr-2 flex shrink-0 items-center">
        {doneAt ? null : (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Mark as done: ${note ?? name}`}
            onClick={() => actions.onDone(reminder, true)}
          >
            <Check aria-hidden="true" />
          </Button>
        )}
        <ReminderMenu reminder={reminder} name={note ?? name} {...actions} />
      </div>
    </li>
  );
}

function ReminderMenu({
  reminder,
  name,
  ...actions
}: ReminderActions & { reminder: Reminder; name: string }) {
  const isDone = reminder.doneAt !== null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for the reminder: ${name}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {isDone ? (
          <DropdownMenuItem onSelect={() => actions.onDone(reminder, false)}>
            <RotateCcw aria-hidden="true" />
            Open again
          </DropdownMenuItem>
        ) : (
          <>
            <DropdownMenuLabel>Snooze</DropdownMenuLabel>
            {snoozeTimes(new Date(), browserTimeZone()).map(({ label, at }) => (
              <DropdownMenuItem key={label} onSelect={() => actions.onSnooze(reminder, at)}>
                <AlarmClock aria-hidden="true" />
                {label}
              </DropdownMenuItem>
            ))}
            <DropdownMenuItem onSelect={() => actions.onSnoozeToDay(reminder)}>
              <CalendarClock aria-hidden="true" />
              Choose a day…
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => actions.onEdit(reminder)}>
              <Pencil aria-hidden="true" />
              Change
            </DropdownMenuItem>
          </>
        )}
        <DropdownMenuItem tone="danger" onSelect={() => actions.onDelete(reminder)}>
          <Trash2 aria-hidden="true" />
          Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
