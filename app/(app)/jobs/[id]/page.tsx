import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { JobPage } from '@/components/jobs/page/job-page';
import { ReminderSection } from '@/components/jobs/reminders/reminder-section';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { entitlementsOf, hasFeature } from '@/lib/entitlements';
import { ProblemError } from '@/lib/http';
import { cleanDescription, getJob } from '@/lib/jobs';
import { listContacts } from '@/lib/jobs/contacts';
import { possibleDuplicates } from '@/lib/jobs/duplicates';
import { listHistory } from '@/lib/jobs/history';
import { listInterviews } from '@/lib/jobs/interviews';
import { shownReminders } from '@/lib/jobs/reminders';

type JobPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: JobPageProps): Promise<Metadata> {
  const { id } = await params;
  const { job } = await withRequest(() => knownJob(id));
  return { title: `${job.title} at ${job.company}` };
}

export default function Page(props: JobPageProps) {
  return withRequest(() => jobPage(props));
}

async function jobPage({ params }: JobPageProps) {
  const { principal, job } = await knownJob((await params).id);
  const [contacts, interviews, { changes }, duplicates, { readOnly }, { reminders, timeZone }, mayRemind] =
    await Promise.all([
      listContacts(principal, job.id),
      listInterviews(principal, job.id),
      listHistory(principal, job.id, { limit: 100 }),
      possibleDuplicates(principal, job.id),
      entitlementsOf(principal),
      shownReminders(principal, { jobId: job.id, limit: 100 }),
      hasFeature(principal, 'reminders'),
    ]).catch(orNotFound);
  const now = new Date();
  const mayEdit = principal.role !== 'viewer' && !readOnly;
  return (
    <JobPage
      // Cleaned once more: what is shown as markup here may have been written by another way than ours.
      job={{ ...job, description: job.description && cleanDescription(job.description) }}
      contacts={contacts}
      interviews={interviews}
      changes={changes}
      duplicates={duplicates}
      now={now}
      mayEdit={mayEdit}
      reminders={
        <ReminderSection
          jobId={job.id}
          reminders={reminders}
          mayAdd={mayRemind ? mayEdit : 'not_in_plan'}
          now={now.toISOString()}
          timeZone={timeZone}
        />
      }
    />
  );
}

// Asked for by the title and by the page, read once.
const knownJob = cache(async (id: string) => {
  const principal = await requirePrincipal();
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) notFound();
  return { principal, job: await getJob(principal, parsed.data).catch(orNotFound) };
});

// Also of another organization, or removed a moment ago.
function orNotFound(error: unknown): never {
  if (error instanceof ProblemError && error.code === 'not_found') notFound();
  throw error;
}
