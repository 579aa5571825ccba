import { statusLook } from '@/components/jobs/status-look';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { SavedRef } from '../queue/queue-item';
import { SiteLink } from './site-link';

/** That the posting at hand is saved, since when, and how its application stands. */
export function AlreadySaved({ job, onAgain }: { job: SavedRef; onAgain: () => void }) {
  const isAlike = job.by === 'posting';
  const since = job.createdAt ? `on ${dayOf(job.createdAt)}` : 'before';
  return (
    <section className="grid grid-cols-1 gap-3" aria-label="Already saved">
      <Alert tone="success" title={isAlike ? 'You may have saved this already' : 'Saved already'} live>
        {`You saved ${isAlike ? 'a job of this company and title' : 'this posting'} ${since}. `}
        It is in {statusLook[job.status].label}.
      </Alert>
      <div className="flex flex-wrap gap-2">
        <SiteLink path={`/jobs/${job.id}`} variant="primary" size="md">
          Open it
        </SiteLink>
        <Button variant="secondary" onClick={onAgain}>
          {isAlike ? 'Save this one, too' : 'Save it again'}
        </Button>
      </div>
    </section>
  );
}

function dayOf(time: string): string {
  return new Date(time).toLocaleDateString('en-US', { day: 'numeric', month: 'long', year: 'numeric' });
}
