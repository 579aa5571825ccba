'use client';

import { CalendarDays } from 'lucide-react';
import { type FormEvent, useState, useTransition } from 'react';
import {
  changeCalendarAction,
  makeCalendarAction,
  revokeCalendarAction,
} from '@/app/(app)/account/notifications/calendar-actions';
import type { CalendarFeed, FeedOptions } from '@/lib/jobs/calendar';
import { callAction } from '../calls/call-action';
import { SavedOn } from '../jobs/saved-on';
import { ConfirmDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { Card, CardBody, CardFooter } from '../ui/card';
import { Checkbox } from '../ui/checkbox';
import { toast } from '../ui/toast';
import { CalendarAddressDialog } from './calendar-address-dialog';

type CalendarSectionProps = {
  feed: CalendarFeed | null;
  /** Whether the plan has reminders that could be shown. */
  mayRemind: boolean;
};

type Open = 'address' | 'renew' | 'revoke' | null;

/** The secret address at which calendar programs read interviews: makes, renews and removes it. */
export function CalendarSection({ feed, mayRemind }: CalendarSectionProps) {
  const [open, setOpen] = useState<Open>(null);
  const [url, setUrl] = useState('');
  const [working, startWorking] = useTransition();
  const setDialogOpen = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };

  const make = (options: FeedOptions) =>
    startWorking(async () => {
      const outcome = await callAction(() => makeCalendarAction(options));
      if (outcome.ok) {
        setUrl(outcome.data.url);
        setOpen('address');
      } else toast.error(outcome.problem.title, { description: outcome.problem.detail });
    });
  const change = (options: FeedOptions) =>
    startWorking(async () => {
      const outcome = await callAction(() => changeCalendarAction(options));
      if (outcome.ok) toast.success('Saved');
      else toast.error(outcome.problem.title, { description: outcome.problem.detail });
    });
  const revoke = () =>
    startWorking(async () => {
      const outcome = await callAction(() => revokeCalendarAction());
      setOpen(null);
      if (outcome.ok) toast.success('The calendar link is removed');
      else toast.error(outcome.problem.title, { description: outcome.problem.detail });
    });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const options = {
      deadlines: given.has('deadlines'),
      // What cannot be chosen at present stays as it was.
      reminders: mayRemind ? given.has('reminders') : (feed?.reminders ?? true),
    };
    if (feed) change(options);
    else make(options);
  };

  return (
    <>
      <Card>
        <form onSubmit={submit}>
          <CardBody className="grid gap-5">
            <div className="flex items-start gap-3">
              <CalendarDays aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-subtle-foreground" />
              <p className="text-sm">
                {feed ? (
                  <>
                    Your link was made on <SavedOn at={feed.createdAt} />
                    {feed.lastReadAt ? (
                      <>
                        {' '}
                        and last read on <SavedOn at={feed.lastReadAt} />.
                      </>
                    ) : (
                      ' and has not been read yet.'
                    )}{' '}
                    It is not shown again; if you have lost it, make a new one.
                  </>
                ) : (
                  'Interviews of the jobs that you saved, in Google Calendar, Outlook, Apple Calendar or any other program that takes a link.'
                )}
              </p>
            </div>
            <fieldset className="grid gap-2.5 sm:grid-cols-2">
              <legend className="mb-2.5 font-medium text-sm">Besides interviews</legend>
              <Checkbox
                name="deadlines"
                label="Last days to apply"
                defaultChecked={feed?.deadlines ?? true}
              />
              <Checkbox
                name="reminders"
                label="Reminders"
                defaultChecked={(feed?.reminders ?? true) && mayRemind}
                disabled={!mayRemind}
              />
            </fieldset>
          </CardBody>
          <CardFooter>
            {feed ? (
              <>
                <div className="flex flex-wrap gap-2">
                  <Button variant="secondary" size="sm" onClick={() => setOpen('renew')}>
                    New link
                  </Button>
                  <Button variant="ghost" size="sm" onClick={() => setOpen('revoke')}>
                    Remove link
                  </Button>
                </div>
                <Button type="submit" size="sm" variant="secondary" loading={working && open === null}>
                  Save
                </Button>
              </>
            ) : (
              <>
                <span>Whoever has the link can read it.</span>
                <Button type="submit" size="sm" loading={working}>
                  Make a link
                </Button>
              </>
            )}
          </CardFooter>
        </form>
      </Card>
      <CalendarAddressDialog open={open === 'address'} onOpenChange={setDialogOpen} url={url} />
      <ConfirmDialog
        open={open === 'renew'}
        onOpenChange={setDialogOpen}
        title="Make a new link?"
        description="The present one stops working at once, in every program that has it."
        confirmLabel="Make a new link"
        tone="primary"
        loading={working}
        onConfirm={() => make({ deadlines: feed?.deadlines ?? true, reminders: feed?.reminders ?? true })}
      />
      <ConfirmDialog
        open={open === 'revoke'}
        onOpenChange={setDialogOpen}
        title="Remove the calendar link?"
        description="It stops working at once, in every program that has it."
        confirmLabel="Remove link"
        loading={working}
        onConfirm={revoke}
      />
    </>
  );
}
