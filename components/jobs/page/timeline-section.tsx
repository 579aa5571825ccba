import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge';
import { Card, CardHeader } from '../../ui/card';
import { cn } from '../../ui/cn';
import { interviewLook } from '../interview-look';
import { OwnMoment } from '../own-moment';
import { statusLook } from '../status-look';
import { webLink } from '../web-link';
import type { Timeline, TimelineEntry } from './timeline';

/** What has happened to an application and what is to come, one below the other. */
export function TimelineSection({ timeline: { toCome, happened } }: { timeline: Timeline }) {
  return (
    <Card>
      <section aria-label="History">
        <CardHeader title="History" />
        <ol className="grid px-5 pt-4 pb-5">
          {toCome.toReversed().map((entry) => (
            <Entry key={keyOf(entry)} entry={entry} isToCome />
          ))}
          {happened.map((entry) => (
            <Entry key={keyOf(entry)} entry={entry} />
          ))}
        </ol>
      </section>
    </Card>
  );
}

function Entry({ entry, isToCome = false }: { entry: TimelineEntry; isToCome?: boolean }) {
  const { icon: Icon, colour, title, by } = lookOf(entry);
  return (
    <li className="group grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
      <div className="flex flex-col items-center">
        <Icon aria-hidden="true" className={cn('size-5 shrink-0', colour)} />
        <span className="my-1 w-px flex-1 bg-border group-last:hidden" />
      </div>
      <div className="grid content-start gap-0.5 pb-4 group-last:pb-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          {title}
          {isToCome ? <Badge tone="info">To come</Badge> : null}
        </p>
        <p className="text-13 text-muted-foreground [overflow-wrap:anywhere]">
          {entry.kind === 'interview' ? (
            <OwnMoment at={entry.interview.startsAt} until={entry.interview.endsAt} />
          ) : (
            <OwnMoment at={entry.at} />
          )}
          {by ? ` · ${by}` : ''}
        </p>
        {entry.kind === 'interview' && entry.interview.notes ? (
          <p className="mt-1 whitespace-pre-wrap text-13 [overflow-wrap:anywhere]">{entry.interview.notes}</p>
        ) : null}
      </div>
    </li>
  );
}

function lookOf(entry: TimelineEntry) {
  if (entry.kind === 'interview') {
    const { kind, location } = entry.interview;
    const { label, icon } = interviewLook[kind];
    // The address of a call is a link where the interview itself stands.
    const by = webLink(location) ? null : location;
    return { icon, colour: 'text-warning-solid', title: `Interview: ${label}`, by };
  }
  const { from, to, changedBy } = entry.change;
  const title: ReactNode =
    from === null ? (
      to === 'saved' ? (
        'Saved'
      ) : (
        `Saved as ${statusLook[to].label}`
      )
    ) : (
      <>
        {statusLook[from].label}
        <ArrowRight aria-label="to" className="size-3.5 text-subtle-foreground" />
        <span className="font-medium">{statusLook[to].label}</span>
      </>
    );
  return { ...statusLook[to], title, by: changedBy?.name ?? null };
}

function keyOf(entry: TimelineEntry): string {
  return entry.kind === 'status' ? entry.change.id : entry.interview.id;
}
