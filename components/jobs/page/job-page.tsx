import type { ReactNode } from 'react';
import type { SavedJob } from '@/lib/jobs';
import type { Contact } from '@/lib/jobs/contacts';
import type { PossibleDuplicate } from '@/lib/jobs/duplicates';
import type { StatusChange } from '@/lib/jobs/history';
import type { Interview } from '@/lib/jobs/interviews';
import { DuplicateNotice } from '../duplicates/duplicate-notice';
import { ContactsSection } from './contacts-section';
import { DescriptionSection } from './description-section';
import { DetailsSection } from './details-section';
import { InterviewsSection } from './interviews-section';
import { JobHeader } from './job-header';
import { NotesSection } from './notes-section';
import { statusBefore, timelineOf } from './timeline';
import { TimelineSection } from './timeline-section';

type JobPageProps = {
  /** With its description cleaned. */
  job: SavedJob;
  contacts: readonly Contact[];
  interviews: readonly Interview[];
  /** The newest steps first. */
  changes: readonly StatusChange[];
  duplicates: readonly PossibleDuplicate[];
  now: Date;
  /** What this person's role and the organization's standing allow; the server decides again. */
  mayEdit: boolean;
  /** The section of the person's own reminders. */
  reminders: ReactNode;
};

/** All that a person knows of one job. What is next stands beside the posting, and on a phone above it. */
export function JobPage({
  job,
  contacts,
  interviews,
  changes,
  duplicates,
  now,
  mayEdit,
  reminders,
}: JobPageProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <JobHeader job={job} mayEdit={mayEdit} restoresTo={statusBefore(changes)} />
      <DuplicateNotice jobId={job.id} duplicates={duplicates} />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <NotesSection job={job} mayEdit={mayEdit} />
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <InterviewsSection
            jobId={job.id}
            interviews={interviews}
            now={now.toISOString()}
            mayEdit={mayEdit}
          />
          {reminders}
          <ContactsSection jobId={job.id} contacts={contacts} mayEdit={mayEdit} />
          <DetailsSection job={job} />
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-6">
          <DescriptionSection html={job.description} />
          <TimelineSection timeline={timelineOf(changes, interviews, now)} />
        </div>
      </div>
    </div>
  );
}
