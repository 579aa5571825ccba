import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EventFilters } from '@/components/admin/webhook-events/event-filters';
import { type EventSearch, eventSearchIn, eventsHref } from '@/components/admin/webhook-events/event-search';
import { EventsTable } from '@/components/admin/webhook-events/events-table';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { countWebhookEvents, listWebhookEvents } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Webhook events' };

type EventsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function WebhookEventsPage(props: EventsPageProps) {
  return withRequest(() => eventsPage(props));
}

async function eventsPage({ searchParams }: EventsPageProps) {
  await requireAdminPage();
  const search = eventSearchIn(await searchParams);
  const [{ events, nextCursor }, matching] = await Promise.all([
    pageOf(search),
    countWebhookEvents(search.query),
  ]);
  const { values, cursor } = search;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Webhook events"
        description="What Stripe has told, as it was received. Times are UTC."
      />
      <EventFilters values={values} />
      <EventsTable
        // Another search is another list: what was chosen of the one before is not chosen of it.
        key={JSON.stringify([values, cursor])}
        events={events}
        matching={matching}
        filter={JSON.parse(JSON.stringify(search.query))}
        isNarrowed={Object.values(values).some((value) => value !== '')}
      />
      {cursor || nextCursor ? (
        <nav aria-label="Pages" className="flex justify-between gap-2">
          {cursor ? (
            <ButtonLink href={eventsHref(values)} variant="secondary" size="sm">
              Newest
            </ButtonLink>
          ) : (
            <span />
          )}
          {nextCursor ? (
            <ButtonLink href={eventsHref({ ...values, cursor: nextCursor })} variant="secondary" size="sm">
              Older
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}

async function pageOf({ query, cursor, values }: EventSearch) {
  try {
    return await listWebhookEvents(query, { limit: 50, cursor });
  } catch (error) {
    // A cursor that was cut or made up: from the beginning.
    if (error instanceof ProblemError && error.code === 'invalid_request') redirect(eventsHref(values));
    throw error;
  }
}
