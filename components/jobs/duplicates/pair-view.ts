import type { DuplicatePair } from '@/lib/jobs/duplicates';
import { differ, isMissing, type MergeField, mergeFields } from '@/lib/jobs/duplicates/merged-fields';
import { type JobStatus, jobStatuses, type SavedJob } from '@/lib/jobs/schema';
import { dayWords } from '../day-words';
import { salaryWords } from '../salary-words';
import { sourceWords } from '../source-words';
import { statusLook } from '../status-look';
import { workModeWords } from '../work-mode-words';

/** One side of a pair, as far as its card shows it. */
type Side = { id: string; title: string; company: string; status: JobStatus; createdAt: string };

/** What two jobs say of one thing. `usual` is the side that most people would take. */
export type Difference = { field: MergeField; label: string; values: [string, string]; usual: 0 | 1 };

/** A pair as it is shown: what to choose, and what the one that stays takes over without a choice. */
export type PairView = {
  sides: [Side, Side];
  by: DuplicatePair['by'];
  differences: Difference[];
  added: { label: string; value: string }[];
};

/** What a person has to see of a pair. The first one, which was saved first, is the one that stays. */
export function pairView({ jobs, by }: DuplicatePair): PairView {
  const [kept, other] = jobs;
  const said = mergeFields.filter((field) => !isMissing(other, field));
  return {
    sides: [sideOf(kept), sideOf(other)],
    by,
    differences: said
      .filter((field) => !isMissing(kept, field) && differ(kept, other, field))
      .map((field) => ({
        field,
        label: labels[field],
        values: [valueWords(kept, field), valueWords(other, field)],
        usual: field === 'status' && isFurther(other, kept) ? 1 : 0,
      })),
    added: said
      .filter((field) => isMissing(kept, field))
      .map((field) => ({ label: labels[field], value: valueWords(other, field) })),
  };
}

function sideOf({ id, title, company, status, createdAt }: SavedJob): Side {
  return { id, title, company, status, createdAt };
}

function isFurther(one: SavedJob, other: SavedJob): boolean {
  return jobStatuses.indexOf(one.status) > jobStatuses.indexOf(other.status);
}

const labels: Record<MergeField, string> = {
  title: 'Title',
  company: 'Company',
  location: 'Location',
  url: 'Link',
  workMode: 'Work mode',
  salary: 'Salary',
  source: 'Source',
  description: 'Description',
  closesOn: 'Closes on',
  status: 'Status',
};

function valueWords(job: SavedJob, field: MergeField): string {
  switch (field) {
    case 'workMode':
      return job.workMode ? workModeWords[job.workMode] : '';
    case 'salary':
      return job.salary ? salaryWords(job.salary) : (job.salaryText ?? '');
    case 'source':
      return job.source ? sourceWords(job.source) : '';
    case 'closesOn':
      return job.closesOn ? dayWords(job.closesOn) : '';
    case 'status':
      return statusLook[job.status].label;
    case 'description':
      return excerpt(job.description ?? '');
    default:
      return job[field] ?? '';
  }
}

/** How long a description is, and how it begins. */
function excerpt(html: string): string {
  const words = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&\w+;/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const beginning = words.slice(0, 24).join(' ').slice(0, 160);
  const count = words.length === 1 ? '1 word' : `${words.length.toLocaleString('en-US')} words`;
  return `${count}: “${beginning}${words.length > 24 ? '…' : ''}”`;
}
