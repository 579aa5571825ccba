import { LifeBuoy } from 'lucide-react';
import type { SupportVisit } from '@/lib/auth';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { visitWords } from './support-visit-words';

/** When somebody of Foothold support was in a person's account. */
export function SupportVisits({ visits }: { visits: readonly SupportVisit[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {visits.map((visit) => (
          <li key={visit.id} className="flex items-start gap-3.5 px-5 py-4">
            <span className="flex size-9 shrink-0 items-center justify-center rounded-md border bg-subtle text-muted-foreground">
              <LifeBuoy aria-hidden="true" className="size-4.5" />
            </span>
            <div className="grid min-w-0 gap-0.5">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                Somebody of Foothold support
                {visit.isGoingOn ? <Badge tone="warning">Now</Badge> : null}
              </p>
              <p className="tabular text-13 text-muted-foreground">{visitWords(visit)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
