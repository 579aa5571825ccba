'use client';

import { useState } from 'react';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import type { JobRowData } from '../jobs/job-row';
import { JobsTable } from '../jobs/jobs-table';
import { statusLook } from '../jobs/status-look';
import { Tabs, TabsList, TabsTrigger } from '../ui/tabs';

/** The board's own table over a few invented jobs; statuses and the filter work, and nothing is kept. */
export function BoardPreview() {
  const [jobs, setJobs] = useState(exampleJobs);
  const [filter, setFilter] = useState<JobStatus | 'all'>('all');
  const shown = filter === 'all' ? jobs : jobs.filter((job) => job.status === filter);
  const changeStatus = (id: string, status: JobStatus) =>
    setJobs((current) => current.map((job) => (job.id === id ? { ...job, status } : job)));
  const chooseFilter = (value: string) => setFilter(jobStatuses.find((status) => status === value) ?? 'all');

  return (
    <section aria-label="Example board" className="overflow-hidden rounded-xl border bg-background">
      <div className="flex items-baseline justify-between gap-4 border-b bg-subtle px-4 py-3 sm:px-6">
        <p className="font-semibold text-sm">Jobs</p>
        <p className="text-13 text-muted-foreground">Example: change a status</p>
      </div>
      <Tabs value={filter} onValueChange={chooseFilter} className="grid gap-4 p-4 sm:p-6">
        <TabsList aria-label="Filter the example by status" className="no-scrollbar">
          <TabsTrigger value="all" aria-controls="example-jobs">
            All <Count of={jobs.length} />
          </TabsTrigger>
          {jobStatuses.map((status) => (
            <TabsTrigger key={status} value={status} aria-controls="example-jobs">
              {statusLook[status].label} <Count of={jobs.filter((job) => job.status === status).length} />
            </TabsTrigger>
          ))}
        </TabsList>
        <div id="example-jobs" role="tabpanel" aria-label="Example jobs">
          {shown.length > 0 ? (
            <JobsTable caption="Example jobs" jobs={shown} onStatusChange={changeStatus} />
          ) : (
            <p className="py-8 text-center text-muted-foreground">No job has this status.</p>
          )}
        </div>
      </Tabs>
    </section>
  );
}

function Count({ of }: { of: number }) {
  return <span className="tabular ml-1 font-normal text-subtle-foreground text-xs">{of}</span>;
}

const exampleJobs: readonly JobRowData[] = [
  example('1', 'Senior Product Designer', 'Northwind Labs', 'Berlin', 'interviewing', '2026-03-12'),
  example('2', 'Frontend Engineer', 'Halden Systems', 'Remote, Europe', 'applied', '2026-03-11'),
  example('3', 'Design Engineer', 'Papertrail Studio', 'Amsterdam', 'offer', '2026-03-09'),
  example('4', 'Product Engineer', 'Kestrel Health', 'London', 'applied', '2026-03-06'),
  example('5', 'Staff Engineer, Platform', 'Oakline', 'Remote', 'saved', '2026-03-05'),
  example('6', 'UX Researcher', 'Brightwater Transit', 'Copenhagen', 'rejected', '2026-02-27'),
];

function example(
  id: string,
  title: string,
  company: string,
  location: string,
  status: JobStatus,
  day: string,
): JobRowData {
  return { id, title, company, location, status, createdAt: `${day}T09:00:00.000Z` };
}
