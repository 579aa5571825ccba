import type { ReactNode } from 'react';
import type { SavedJob } from '@/lib/jobs/schema';
import { Card, CardHeader } from '../../ui/card';
import { SavedOn } from '../saved-on';
import { sourceWords } from '../source-words';
import { webLink, webLinkWords } from '../web-link';

/** Where a job came from, and when what happened to it. */
export function DetailsSection({ job }: { job: SavedJob }) {
  const posting = webLink(job.url);
  return (
    <Card>
      <section aria-label="Details">
        <CardHeader title="Details" />
        <dl className="grid gap-3 px-5 pt-3 pb-5 text-sm">
          <Detail label="Pay as posted">{job.salary && job.salaryText}</Detail>
          <Detail label="Posting">
            {posting ? (
              <a
                href={posting}
                target="_blank"
                rel="noopener noreferrer"
                className="text-primary underline-offset-4 [overflow-wrap:anywhere] hover:underline"
              >
                {webLinkWords(posting)}
              </a>
            ) : (
              job.url
            )}
          </Detail>
          <Detail label="Found on">{job.source && sourceWords(job.source)}</Detail>
          <Detail label="Saved">
            <SavedOn at={job.createdAt} />
          </Detail>
          <Detail label="Applied">{job.appliedAt && <SavedOn at={job.appliedAt} />}</Detail>
        </dl>
      </section>
    </Card>
  );
}

function Detail({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
