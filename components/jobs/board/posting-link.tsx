import { ExternalLink } from 'lucide-react';
import type { JobSummary } from '@/lib/jobs/schema';
import { buttonVariants } from '../../ui/button-variants';
import { webLink } from '../web-link';
import { subjectOf } from './drag-words';

/** The way to a job's posting; nothing where it is not known. */
export function PostingLink({ job }: { job: JobSummary }) {
  const posting = webLink(job.url);
  return posting ? (
    <a
      href={posting}
      target="_blank"
      rel="noopener noreferrer"
      draggable={false}
      aria-label={`Open posting of ${subjectOf(job)} in a new tab`}
      className={buttonVariants({ variant: 'ghost', size: 'icon-sm' })}
    >
      <ExternalLink aria-hidden="true" />
    </a>
  ) : null;
}
