import Link from 'next/link';
import type { AuditEvent } from '@/lib/audit/schema';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { momentWords, targetWords, whoWords } from './event-words';

type EventListProps = {
  events: readonly AuditEvent[];
  /** Below which each event has a page of its own, such as `/admin/audit-log`. */
  path: string;
  /** Whether to say in whose part of the log each is: where events of several organizations come together. */
  showOrganization?: boolean;
};

/** What was done, newest first: when, by whom, and what. Each leads to its event. */
export function EventList({ events, path, showOrganization = false }: EventListProps) {
  return (
    <Card className="overflow-hidden">
      <div
        aria-hidden="true"
        className={cn(
          columns,
          'hidden border-b bg-subtle py-2 font-medium text-muted-foreground text-xs md:grid',
        )}
      >
        <span>Time (UTC)</span>
        <span>Who</span>
        <span>What</span>
      </div>
      <ul aria-label="Events" className="divide-y">
        {events.map((event) => (
          <li key={event.id}>
            <Link
              href={`${path}/${event.id}`}
              prefetch={false}
              className={cn(
                columns,
                'grid gap-y-0.5 py-2.5 text-sm transition-colors hover:bg-muted -outline-offset-2',
              )}
            >
              <EventLine event={event} showOrganization={showOrganization} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const columns = 'gap-x-4 px-4 md:grid-cols-[10.5rem_minmax(0,15rem)_minmax(0,1fr)]';

function EventLine({ event, showOrganization }: { event: AuditEvent; showOrganization: boolean }) {
  const { occurredAt, actingAs, organization, reason, summary, undoes, via } = event;
  const target = targetWords(event);
  const badge = badges.get(via);
  return (
    <>
      <time
        dateTime={occurredAt}
        className="tabular order-3 text-13 text-muted-foreground md:order-1 md:leading-5"
      >
        {momentWords(occurredAt)}
      </time>
      <span className="order-2 grid min-w-0 content-start text-13">
        <span className="truncate">{whoWords(event)}</span>
        {actingAs ? (
          <span className="truncate text-muted-foreground">as {actingAs.email ?? actingAs.id}</span>
        ) : null}
      </span>
      <span className="order-1 grid min-w-0 gap-0.5 md:order-3">
        <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
          <span className="font-medium">{summary}</span>
          {target ? <span className="min-w-0 truncate text-muted-foreground">{target}</span> : null}
          {badge ? <Badge tone={badge.tone}>{badge.label}</Badge> : null}
          {undoes ? <Badge tone="outline">Undo</Badge> : null}
        </span>
        {reason ? <span className="line-clamp-2 text-13 text-muted-foreground">“{reason}”</span> : null}
        {showOrganization && organization ? (
          <span className="truncate text-13 text-muted-foreground">
            in {organization.name ?? organization.id}
          </span>
        ) : null}
      </span>
    </>
  );
}

// What people do in their own name, in a browser, needs no word.
const badges = new Map<string, { label: string; tone: 'neutral' | 'primary' | 'warning' }>([
  ['api_key', { label: 'API key', tone: 'neutral' }],
  ['extension', { label: 'Extension', tone: 'neutral' }],
  ['impersonation', { label: 'Acting as', tone: 'warning' }],
  ['console', { label: 'Console', tone: 'primary' }],
  ['script', { label: 'Command', tone: 'neutral' }],
]);
