'use client';

import { Webhook } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { replayChosenAction, replayMatchingAction } from '@/app/(admin)/admin/webhook-events/actions';
import type { ShownEvent } from '@/lib/admin';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { ReasonDialog } from '../reason-dialog';
import { durationWords, eventStatusWords, momentWords, replayedWords } from './event-words';

type EventsTableProps = {
  /** One page, newest first. */
  events: readonly ShownEvent[];
  /** How many the filter finds. */
  matching: number;
  /** The filter, as the server takes it. */
  filter: unknown;
  /** Whether it looks for anything. */
  isNarrowed: boolean;
};

/** Stored events with what became of them; some or all can be replayed. */
export function EventsTable({ events, matching, filter, isNarrowed }: EventsTableProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (events.length === 0) {
    return (
      <EmptyState
        icon={Webhook}
        title={isNarrowed ? 'No event is like that' : 'Stripe has sent nothing yet'}
        description={
          isNarrowed
            ? 'Look for less, or clear the filter to see all that Stripe has sent.'
            : 'Events are here from the moment that they are received.'
        }
      />
    );
  }
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const all = events.map(({ id }) => id);
  const count = matching.toLocaleString('en-US');
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="tabular text-muted-foreground text-sm" role="status">
          {count} {matching === 1 ? 'event' : 'events'}
          {chosen.length > 0 ? `, ${chosen.length} chosen` : ''}
        </p>
        <div className="flex flex-wrap gap-2">
          {chosen.length > 0 ? (
            <ReplayDialog
              label={`Replay ${chosen.length} chosen`}
              what={chosen.length === 1 ? 'the chosen event' : `the ${chosen.length} chosen events`}
              replay={(reason) => replayChosenAction([...chosen], reason)}
              onDone={() => setChosen([])}
            />
          ) : null}
          <ReplayDialog
            label={`Replay all ${count}`}
            what={`all ${count} that the filter finds`}
            replay={(reason) => replayMatchingAction(filter, reason)}
          />
        </div>
      </div>
      <Table scrollLabel="Webhook events">
        <TableHeader>
          <TableRow>
            <TableHead className="w-10">
              <input
                type="checkbox"
                aria-label="Choose all on this page"
                className="size-4 accent-primary"
                checked={chosen.length === all.length}
                onChange={(event) => setChosen(event.target.checked ? all : [])}
              />
            </TableHead>
            <TableHead>Event</TableHead>
            <TableHead>Status</TableHead>
            <TableHead>Customer</TableHead>
            <TableHead>Received</TableHead>
            <TableHead align="end">Attempts</TableHead>
            <TableHead align="end">Took</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {events.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              isChosen={chosen.includes(event.id)}
              onToggle={() => toggle(event.id)}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function EventRow({
  event,
  isChosen,
  onToggle,
}: {
  event: ShownEvent;
  isChosen: boolean;
  onToggle: () => void;
}) {
  const { id, type, status, stripeCustomerId, organization, receivedAt, attempts, error, durationMs } = event;
  const { label, tone, meaning } = eventStatusWords[status];
  return (
    <TableRow className={isChosen ? 'bg-muted' : undefined}>
      <TableCell>
        <input
          type="checkbox"
          aria-label={`Choose ${id}`}
          className="size-4 accent-primary"
          checked={isChosen}
          onChange={onToggle}
        />
      </TableCell>
      <TableCell>
        <Link
          href={`/admin/webhook-events/${encodeURIComponent(id)}`}
          className="font-medium underline-offset-4 hover:underline"
        >
          {type}
        </Link>
        <span className="block text-muted-foreground text-xs">{id}</span>
        {error ? <span className="block max-w-md text-danger text-xs">{error}</span> : null}
      </TableCell>
      <TableCell>
        <Badge tone={tone} title={meaning}>
          {label}
        </Badge>
      </TableCell>
      <TableCell className="text-xs">
        {organization ? <span className="block text-sm">{organization.name}</span> : null}
        <span className="text-muted-foreground">{stripeCustomerId ?? '—'}</span>
      </TableCell>
      <TableCell className="tabular whitespace-nowrap text-muted-foreground">
        {momentWords(receivedAt)}
      </TableCell>
      <TableCell align="end">{attempts}</TableCell>
      <TableCell align="end" className="whitespace-nowrap">
        {durationWords(durationMs)}
      </TableCell>
    </TableRow>
  );
}

type ReplayDialogProps = {
  label: string;
  what: string;
  replay: (reason: string) => ReturnType<typeof replayChosenAction>;
  onDone?: () => void;
};

/** Asks why, and makes events due again. */
export function ReplayDialog({ label, what, replay, onDone }: ReplayDialogProps) {
  return (
    <ReasonDialog
      trigger={
        <Button variant="secondary" size="sm">
          {label}
        </Button>
      }
      title={`Replay ${what}?`}
      description="It is as if Stripe had just sent it: due again, with its attempts counted anew. Processing is a look at Stripe’s present state, so doing it twice does no harm."
      confirmLabel="Replay"
      onConfirm={replay}
      done={(report) => {
        onDone?.();
        return replayedWords(report);
      }}
    />
  );
}
