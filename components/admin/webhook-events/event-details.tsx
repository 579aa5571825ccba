import type { ReactNode } from 'react';
import type { ShownEventWhole } from '@/lib/admin';
import { PAYLOAD_DAYS } from '@/lib/billing';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { CopyButton } from '../../ui/copy-button';
import { Section } from '../../ui/section';
import { durationWords, eventStatusWords, momentWords } from './event-words';
import { JsonTree } from './json-tree';

/** What became of an event, and what Stripe sent. */
export function EventDetails({ event }: { event: ShownEventWhole }) {
  const { label, tone, meaning } = eventStatusWords[event.status];
  const facts: [string, ReactNode][] = [
    [
      'Status',
      <span key="status" className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        <span className="text-muted-foreground">{meaning}</span>
      </span>,
    ],
    ['Attempts', event.attempts],
    ['Last attempt took', durationWords(event.durationMs)],
    ['Error', event.error],
    ['Next attempt', utc(event.nextAttemptAt)],
    ['Happened', utc(event.occurredAt)],
    ['Received', utc(event.receivedAt)],
    ['Processed', utc(event.processedAt)],
    ['Customer', event.stripeCustomerId],
    ['Organization', event.organization && `${event.organization.name} (${event.organization.id})`],
    ['API version', event.apiVersion],
    ['Mode', event.livemode ? 'live' : 'test'],
  ];
  return (
    <>
      <Card>
        <dl className="divide-y">
          {facts.map(([name, value]) => (
            <div key={name} className="grid gap-x-6 gap-y-0.5 px-5 py-2.5 text-sm sm:grid-cols-[12rem_1fr]">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="tabular min-w-0 break-words">{value ?? '—'}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Section
        title="Payload"
        description={`Secrets, and what there is of cards and bank accounts, are masked. It is forgotten after ${PAYLOAD_DAYS} days.`}
        actions={
          event.payload !== null && (
            <CopyButton value={JSON.stringify(event.payload, null, 2)} label="payload" />
          )
        }
      >
        {event.payload === null ? (
          <p className="text-muted-foreground text-sm">
            The event came more than {PAYLOAD_DAYS} days ago. What became of it is above; what Stripe sent is
            forgotten.
          </p>
        ) : (
          <section
            aria-label="What Stripe sent"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            className="overflow-x-auto rounded-lg border bg-surface p-4 font-mono text-13"
          >
            <JsonTree value={event.payload} />
          </section>
        )}
      </Section>
    </>
  );
}

function utc(moment: string | null): string | null {
  return moment && `${momentWords(moment)} UTC`;
}
