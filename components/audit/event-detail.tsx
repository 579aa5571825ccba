import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AuditEvent, FoundAudit } from '@/lib/audit/schema';
import { Card, CardBody, CardHeader } from '../ui/card';
import { CopyButton } from '../ui/copy-button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { type ChangeRow, changeRows, momentWords, viaWords, whoWords } from './event-words';

type EventDetailProps = FoundAudit & {
  /** Below which each event has a page of its own, and which lists them. */
  path: string;
  /** Where a person is shown; without one their names lead nowhere. */
  personPath?: string;
};

/** Everything that is known of an event. */
export function EventDetail({ event, undoneBy, path, personPath }: EventDetailProps) {
  const rows = changeRows(event);
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <div className="grid gap-4">
        {event.reason ? (
          <Card>
            <CardHeader title="Reason" />
            <CardBody className="whitespace-pre-line break-words pt-2 text-sm">{event.reason}</CardBody>
          </Card>
        ) : null}
        <Changes rows={rows} event={event} />
      </div>
      <Card>
        <dl className="divide-y text-sm">
          <Fact name="When">
            <time dateTime={event.occurredAt}>{momentWords(event.occurredAt)} UTC</time>
          </Fact>
          <Fact name="Who">
            <Person id={event.actor?.id} path={personPath}>
              {whoWords(event)}
            </Person>
          </Fact>
          {event.actingAs ? (
            <Fact name="Acting as">
              <Person id={event.actingAs.id} path={personPath}>
                {event.actingAs.email ?? event.actingAs.id}
              </Person>
            </Fact>
          ) : null}
          <Fact name="How">{viaWords(event.via)}</Fact>
          <Fact name="Action">
            <code className="text-13">{event.action}</code>
          </Fact>
          <Target {...event.target} />
          {event.user && event.user.id !== event.target.id ? (
            <Fact name="Concerns">
              <Person id={event.user.id} path={personPath}>
                {event.user.email ?? event.user.id}
              </Person>
            </Fact>
          ) : null}
          {event.organization ? (
            <Fact name="Organization">{event.organization.name ?? event.organization.id}</Fact>
          ) : null}
          {event.undoes ? (
            <Fact name="Takes back">
              <Reference href={`${path}/${event.undoes}`}>An earlier event</Reference>
            </Fact>
          ) : null}
          {undoneBy ? (
            <Fact name="Taken back by">
              <Reference href={`${path}/${undoneBy}`}>A later event</Reference>
            </Fact>
          ) : null}
          {event.ip ? <Fact name="IP address">{event.ip}</Fact> : null}
          {event.userAgent ? <Fact name="User agent">{event.userAgent}</Fact> : null}
          {event.requestId ? <Identifier name="Request" value={event.requestId} /> : null}
          <Identifier name="Event" value={event.id} />
        </dl>
      </Card>
    </div>
  );
}

function Changes({ rows, event: { before, after } }: { rows: ChangeRow[]; event: AuditEvent }) {
  if (rows.length === 0)
    return (
      <Card>
        <CardHeader title="Nothing else is kept of this" />
        <CardBody className="pt-2 text-muted-foreground text-sm">
          What was done says it all: no value that could be shown was changed.
        </CardBody>
      </Card>
    );
  return (
    <Table scrollLabel="What changed">
      <caption className="sr-only">What changed</caption>
      <TableHeader>
        <TableRow>
          <TableHead>Field</TableHead>
          {before ? <TableHead>Before</TableHead> : null}
          {after ? <TableHead>{before ? 'After' : 'Value'}</TableHead> : null}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.field}>
            <TableHead scope="row" className="h-11! whitespace-normal! py-2 align-top text-13!">
              {row.field}
            </TableHead>
            {before ? <Value of={row.before} /> : null}
            {after ? <Value of={row.after} /> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Value({ of }: { of: string | null }) {
  return (
    <TableCell className="min-w-32 break-words align-top [overflow-wrap:anywhere]">
      {of ?? <span className="text-subtle-foreground">Not there</span>}
    </TableCell>
  );
}

function Target({ kind, id, label }: AuditEvent['target']) {
  return (
    <Fact name="Target">
      <span className="grid">
        <span>{label ?? kind.replaceAll('_', ' ')}</span>
        <span className="text-13 text-muted-foreground">
          {label ? kind.replaceAll('_', ' ') : null}
          {label && id ? ' ' : null}
          {id ? <code>{id}</code> : null}
        </span>
      </span>
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5 px-5 py-3">
      <dt className="text-13 text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Identifier({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name}>
      <span className="flex items-center justify-between gap-2">
        <code className="min-w-0 text-13">{value}</code>
        <CopyButton value={value} label={`${name.toLowerCase()} id`} className="-my-1 -mr-2 shrink-0" />
      </span>
    </Fact>
  );
}

function Person({
  id,
  path,
  children,
}: {
  id: string | undefined;
  path: string | undefined;
  children: string;
}) {
  return id && path ? <Reference href={`${path}/${id}`}>{children}</Reference> : children;
}

function Reference({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="rounded-xs font-medium text-primary underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
