import {
  Laptop,
  type LucideIcon,
  MonitorSmartphone,
  Puzzle,
  Smartphone,
  SquareTerminal,
  Tablet,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Session } from '@/lib/auth/sessions';
import { Badge } from '../ui/badge';
import { dayWords, placeWords, seenWords } from './session-words';

type SessionRowProps = {
  session: Session;
  now: Date;
  /** What can be done about it. */
  action: ReactNode;
};

/** One session: what with, where, and when it was last seen. */
export function SessionRow({ session, now, action }: SessionRowProps) {
  const { kind, device, network, isCurrent, createdAt, lastSeenAt, expiresAt } = session;
  const Icon = kind === 'extension' ? Puzzle : icons[device.kind];
  const seen = isCurrent ? 'Active now' : seenWords(lastSeenAt, now);
  const since = `Signed in ${dayWords(createdAt)}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="flex min-w-0 items-start gap-3.5">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-md border bg-subtle text-muted-foreground">
          <Icon aria-hidden="true" className="size-4.5" />
        </span>
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            {device.name}
            {kind === 'extension' ? <Badge tone="info">Extension</Badge> : null}
          </p>
          <p className="tabular text-13 text-muted-foreground">
            {placeWords(network)} · {seen}
          </p>
          <p className="tabular text-13 text-muted-foreground">
            {expiresAt ? `${since}, ends ${dayWords(expiresAt)}` : since}
          </p>
        </div>
      </div>
      {action}
    </li>
  );
}

const icons: Record<Session['device']['kind'], LucideIcon> = {
  computer: Laptop,
  phone: Smartphone,
  tablet: Tablet,
  script: SquareTerminal,
  unknown: MonitorSmartphone,
};
