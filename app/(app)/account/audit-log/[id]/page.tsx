import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { EventDetail } from '@/components/audit/event-detail';
import { momentWords, targetWords, whoWords } from '@/components/audit/event-words';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';
import { organizationAuditEvent } from '@/lib/organizations';

export const metadata: Metadata = { title: 'Event' };

type EventPageProps = { params: Promise<{ id: string }> };

export default function EventPage(props: EventPageProps) {
  return withRequest(() => eventPage(props));
}

async function eventPage({ params }: EventPageProps) {
  const principal = await requirePrincipal();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const { event, undoneBy } = await organizationAuditEvent(principal, id.data).catch((error: unknown) => {
    if (error instanceof ProblemError && error.status === 404) notFound();
    // The page that lists them says why not.
    if (error instanceof ProblemError && error.status === 403) redirect('/account/audit-log');
    throw error;
  });
  const target = targetWords(event);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={target ? `${event.summary}: ${target}` : event.summary}
        description={`${whoWords(event)}, ${momentWords(event.occurredAt)} UTC`}
        actions={
          <ButtonLink href="/account/audit-log" variant="secondary" size="sm">
            Back to the audit log
          </ButtonLink>
        }
      />
      <EventDetail event={event} undoneBy={undoneBy} path="/account/audit-log" />
    </div>
  );
}
