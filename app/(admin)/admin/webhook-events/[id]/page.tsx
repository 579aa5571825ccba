import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EventDetails } from '@/components/admin/webhook-events/event-details';
import { ReplayOne } from '@/components/admin/webhook-events/replay-one';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { webhookEvent } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Webhook event' };

type EventPageProps = { params: Promise<{ id: string }> };

export default function WebhookEventPage(props: EventPageProps) {
  return withRequest(() => eventPage(props));
}

async function eventPage({ params }: EventPageProps) {
  await requireAdminPage();
  const event = await find(decodeURIComponent((await params).id));
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        <ButtonLink href="/admin/webhook-events" variant="ghost" size="sm" className="-ml-3">
          <ChevronLeft aria-hidden="true" />
          All events
        </ButtonLink>
      </div>
      <PageHeader
        title={event.type}
        description={event.id}
        // Of what is forgotten nothing can be done again.
        actions={event.payload === null ? null : <ReplayOne id={event.id} />}
      />
      <EventDetails event={event} />
    </div>
  );
}

async function find(id: string) {
  try {
    return await webhookEvent(id);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) notFound();
    throw error;
  }
}
