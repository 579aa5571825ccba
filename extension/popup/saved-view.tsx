import { Alert } from '@/components/ui/alert';
import type { SavedRef } from '../queue/queue-item';
import { SiteLink } from './site-link';

/** That it is on the board now. */
export function Saved({ job }: { job: SavedRef | null }) {
  return (
    <section className="grid grid-cols-1 gap-3" aria-label="Saved">
      <Alert tone="success" title="Saved to your board" live />
      <div>
        <SiteLink path={job ? `/jobs/${job.id}` : '/jobs'} variant="primary" size="md">
          Open it
        </SiteLink>
      </div>
    </section>
  );
}

/** That it is kept here, and sent later. `until`: milliseconds since 1970 before which the site does not want it. */
export function Waiting({ until }: { until: number }) {
  const isTold = until > Date.now();
  return (
    <Alert tone="info" title="Kept on this device" live>
      {isTold
        ? `The site is busy with you. It is sent at ${timeOf(until)}, by itself.`
        : 'The site cannot be reached. It is sent by itself as soon as it can be, also after a restart.'}
    </Alert>
  );
}

function timeOf(time: number): string {
  return new Date(time).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
}
