import { CreditCard, History, type LucideIcon, Mail, Play } from 'lucide-react';
import { type AccountEvent, type EventKind, eventKinds } from '@/lib/admin';
import { ButtonLink } from '../../ui/button-link';
import { Card } from '../../ui/card';
import { cn } from '../../ui/cn';
import { TabLinks } from '../../ui/tab-links';
import { AccountSection } from './account-section';
import { eventWords } from './account-words';
import { Moment } from './moment';
import { Nothing } from './nothing';

type EventsSectionProps = {
  userId: string;
  events: readonly AccountEvent[];
  only: EventKind | undefined;
  /** Of the page that shows one kind alone, or all. */
  hrefOf: (only: EventKind | undefined) => string;
};

/** What happened lately: by the person and about them, at Stripe, by mail, and in the background for them. */
export function EventsSection({ userId, events, only, hrefOf }: EventsSectionProps) {
  const links = [undefined, ...eventKinds].map((kind) => ({
    href: hrefOf(kind),
    label: kind === undefined ? 'All' : kinds[kind].label,
    current: kind === only,
  }));
  return (
    <AccountSection
      id="events"
      title="Recent events"
      description="Newest first, in UTC."
      actions={
        <ButtonLink href={`/admin/audit-log?user=${userId}`} variant="secondary" size="sm">
          Audit log
        </ButtonLink>
      }
    >
      <TabLinks label="Kinds of events" links={links} />
      {events.length > 0 ? (
        <Card>
          <ol className="divide-y">
            {events.map((event) => (
              <EventItem key={`${event.kind} ${event.id}`} event={event} />
            ))}
          </ol>
        </Card>
      ) : (
        <Nothing>Nothing yet.</Nothing>
      )}
    </AccountSection>
  );
}

function EventItem({ event }: { event: AccountEvent }) {
  const { title, by, tone, detail } = eventWords(event);
  const Icon = kinds[event.kind].icon;
  return (
    <li className="flex items-start gap-3 px-5 py-3">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 font-medium text-sm [overflow-wrap:anywhere]">{title}</span>
          <span className="text-13 text-muted-foreground">
            <Moment at={event.at} />
          </span>
        </div>
        <p className={cn('text-13 [overflow-wrap:anywhere]', tones[tone])}>{by}</p>
        {detail ? (
          <p className="line-clamp-3 text-13 text-muted-foreground [overflow-wrap:anywhere]">{detail}</p>
        ) : null}
      </div>
    </li>
  );
}

const kinds: Record<EventKind, { label: string; icon: LucideIcon }> = {
  audit: { label: 'What was done', icon: History },
  webhook: { label: 'Stripe', icon: CreditCard },
  mail: { label: 'Mails', icon: Mail },
  run: { label: 'Runs', icon: Play },
};

const tones = {
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
  neutral: 'text-muted-foreground',
} as const;
