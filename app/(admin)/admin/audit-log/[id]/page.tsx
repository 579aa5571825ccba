import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { EventDetail } from '@/components/audit/event-detail';
import { momentWords, targetWords, whoWords } from '@/components/audit/event-words';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { platformAuditEvent } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Event' };

type EventPageProps = { params: Promise<{ id: string }> };

export default function EventPage(props: EventPageProps) {
  return withRequest(() => eventPage(props));
}

async function eventPage({ params }: EventPageProps) {
  const admin = await requireAdminPage();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const { event, undoneBy } = await platformAuditEvent(admin, id.data).catch((error: unknown) => {
    if (error instanceof ProblemError && error.status === 404) notFound();
    throw error;
  });
  const target = targetWords(event);
  const person = event.user ?? event.actor;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={target ? `${event.summary}: ${target}` : event.summary}
        description={`${whoWords(event)}, ${momentWords(event.occurredAt)} UTC`}
        actions={
          <>
            {person ? (
              <ButtonLink href={`/admin/audit-log?q=${person.id}`} variant="secondary" size="sm">
                All about this person
              </ButtonLink>
            ) : null}
            {event.organization ? (
              <ButtonLink
                href={`/admin/audit-log?organization=${event.organization.id}`}
                variant="secondary"
                size="sm"
              >
                All in this organization
              </ButtonLink>
            ) : null}
            <ButtonLink href="/admin/audit-log" variant="ghost" size="sm">
              Audit log
            </ButtonLink>
          </>
        }
      />
      <EventDetail event={event} undoneBy={undoneBy} path="/admin/audit-log" personPath="/admin/users" />
    </div>
  );
}
