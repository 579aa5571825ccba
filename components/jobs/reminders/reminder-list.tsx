'use client';

import { useRef, useState, useTransition } from 'react';
import { changeReminderAction, deleteReminderAction } from '@/app/(app)/reminders/actions';
import type { Reminder, ReminderPatch } from '@/lib/jobs/reminders';
import { callAction } from '../../calls/call-action';
import { ConfirmDialog } from '../../ui/alert-dialog';
import { LazyDialog } from '../../ui/lazy-dialog';
import { toast } from '../../ui/toast';
import { reminderDialog, snoozeDialog } from './dialogs';
import { ReminderItem } from './reminder-item';
import { dueWords } from './reminder-words';

type ReminderListProps = {
  reminders: readonly Reminder[];
  /** What the list is called for screen readers. */
  label: string;
  /** When the page was made, by which days are named; ISO 8601. */
  now: string;
  timeZone: string;
  namesJob?: boolean;
};

/** Which dialog is open, and for which reminder. A closing dialog keeps its content until it has faded. */
type Open = { dialog: 'edit' | 'snooze' | 'remove' | null; reminder?: Reminder };

/** Reminders, and the dialogs to change, snooze and remove one. Put it into a `Card`. */
export function ReminderList({ reminders, label, now, timeZone, namesJob = true }: ReminderListProps) {
  const [open, setOpen] = useState<Open>({ dialog: null });
  const [removing, startRemoving] = useTransition();
  const list = useRef<HTMLUListElement>(null);
  // What had the focus is gone with its reminder.
  const focusList = () => requestAnimationFrame(() => list.current?.focus());
  const close = () => setOpen((current) => ({ ...current, dialog: null }));
  const setDialogOpen = (isOpen: boolean) => {
    if (!isOpen) close();
  };

  const change = async (reminder: Reminder, patch: ReminderPatch, said: (now: Reminder) => string) => {
    const outcome = await callAction(() => changeReminderAction(reminder.id, patch));
    if (outcome.ok) {
      toast.success(said(outcome.data), undoOf(reminder, patch));
      if (outcome.data.state !== reminder.state) focusList();
    } else toast.error(outcome.problem.title, { description: outcome.problem.detail });
  };
  const undoOf = (reminder: Reminder, { done }: ReminderPatch) =>
    done && !reminder.repeats
      ? {
          action: {
            label: 'Undo',
            onClick: () => void change(reminder, { done: false }, () => 'It is open again'),
          },
        }
      : undefined;
  const done = (reminder: Reminder, isDone: boolean) =>
    change(reminder, isDone ? { done: true, dueAt: reminder.dueAt } : { done: false }, ({ doneAt, dueAt }) =>
      doneAt || !isDone || !dueAt
        ? isDone
          ? 'Done'
          : 'It is open again'
        : `Done. Next: ${dueWords(dueAt, new Date(), timeZone)}`,
    );
  const snooze = (reminder: Reminder, until: Date) =>
    change(
      reminder,
      { snoozedUntil: until.toISOString() },
      ({ dueAt }) => `Snoozed until ${dueWords(dueAt ?? until.toISOString(), new Date(), timeZone)}`,
    );
  const remove = ({ id }: Reminder) =>
    startRemoving(async () => {
      const outcome = await callAction(() => deleteReminderAction(id));
      close();
      focusList();
      if (outcome.ok) toast.success('Reminder removed');
      else toast.error(outcome.problem.title, { description: outcome.problem.detail });
    });

  return (
    <>
      <ul ref={list} aria-label={label} tabIndex={-1} className="divide-y rounded-lg">
        {reminders.map((reminder) => (
          <ReminderItem
            key={reminder.id}
            reminder={reminder}
            now={new Date(now)}
            timeZone={timeZone}
            namesJob={namesJob}
            onDone={done}
            onSnooze={snooze}
            onSnoozeToDay={() => setOpen({ dialog: 'snooze', reminder })}
            onEdit={() => setOpen({ dialog: 'edit', reminder })}
            onDelete={() => setOpen({ dialog: 'remove', reminder })}
          />
        ))}
      </ul>
      {open.reminder ? (
        <LazyDialog
          code={reminderDialog}
          with={{
            open: open.dialog === 'edit',
            onOpenChange: setDialogOpen,
            subject: { reminder: open.reminder },
            onSaved: () => {
              close();
              toast.success('Reminder saved');
            },
          }}
        />
      ) : null}
      <LazyDialog
        code={snoozeDialog}
        with={{
          open: open.dialog === 'snooze',
          onOpenChange: setDialogOpen,
          onChosen: (until) => {
            close();
            if (open.reminder) void snooze(open.reminder, until);
          },
        }}
      />
      <ConfirmDialog
        open={open.dialog === 'remove'}
        onOpenChange={setDialogOpen}
        title="Remove this reminder?"
        description="You will not be told of it any more."
        confirmLabel="Remove"
        loading={removing}
        onConfirm={() => {
          if (open.reminder) remove(open.reminder);
        }}
      />
    </>
  );
}
