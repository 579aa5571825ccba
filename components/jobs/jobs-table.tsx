'use client';

import type { JobStatus } from '@/lib/jobs/schema';
import { TableHead } from '../ui/table';
import { JobRow, type JobRowData } from './job-row';

type JobsTableProps = {
  /** What the table holds, for screen readers. */
  caption: string;
  jobs: readonly JobRowData[];
  onStatusChange: (id: string, status: JobStatus) => void;
};

/**
 * Jobs of an example, one per row. The same table turns into a list of compact cards where it has less than 672 px, by its own
 * width rather than the window's, so that it also fits a preview.
 */
export function JobsTable({ caption, jobs, onStatusChange }: JobsTableProps) {
  return (
    <div className="@container overflow-hidden rounded-lg border bg-surface">
      <table className="w-full @2xl:table-fixed text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="@max-2xl:sr-only border-b bg-subtle">
          <tr>
            <TableHead className="@4xl:w-[30%]">Job</TableHead>
            <TableHead className="w-[24%] @4xl:w-[20%]">Company</TableHead>
            <TableHead className="@max-4xl:hidden">Location</TableHead>
            <TableHead className="w-38">Status</TableHead>
            <TableHead className="w-30">Saved on</TableHead>
          </tr>
        </thead>
        <tbody className="divide-y">
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} onStatusChange={onStatusChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
