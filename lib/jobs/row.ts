import type { SavedJob as Row } from '@/lib/db/generated/client';
import { canonicalColumn } from './canonical-column';
import { cleanDescription } from './description';
import { parseSalary } from './salary/parse-salary';
import type { JobFields, JobSummary, Salary, SavedJob } from './schema';

/** A row of `saved_jobs` as the API tells it. */
export function toSavedJob(row: Row): SavedJob {
  return { ...toJobSummary(row), description: row.description };
}

/** A row of `saved_jobs`, with or without its description, as lists tell it. */
export function toJobSummary(row: Omit<Row, 'description'>): JobSummary {
  const { id, title, company, location, url, workMode, salaryText, source, notes, status } = row;
  return {
    id,
    title,
    company,
    location,
    url,
    workMode,
    salary: salaryOf(row),
    salaryText,
    source,
    closesOn: row.closesOn?.toISOString().slice(0, 10) ?? null,
    notes,
    status,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    statusChangedAt: row.statusChangedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/**
 * Fields as the columns of `saved_jobs`; what is absent stays absent. Whatever writes a job passes here, so that no
 * description is stored uncleaned and the range of pay is read from its words in one place.
 */
export function toColumns(fields: JobFields) {
  const { salary: _, closesOn, description, ...rest } = fields;
  const salary = salaryEntered(fields);
  return {
    ...rest,
    ...(rest.url === undefined ? {} : { canonicalUrl: canonicalColumn(rest.url) }),
    ...(description === undefined
      ? {}
      : { description: description === null ? null : cleanDescription(description) }),
    ...(closesOn === undefined ? {} : { closesOn: closesOn === null ? null : new Date(closesOn) }),
    ...(salary === undefined
      ? {}
      : {
          salaryMin: salary?.min ?? null,
          salaryMax: salary?.max ?? null,
          salaryCurrency: salary?.currency ?? null,
          salaryInterval: salary?.interval ?? null,
        }),
  };
}

// New words without a range of their own say what the pay is now, also where they name no number: the range of the
// former words would contradict them.
function salaryEntered({ salary, salaryText }: JobFields): Salary | null | undefined {
  if (salary !== undefined || salaryText === undefined || salaryText === null) return salary;
  return parseSalary(salaryText);
}

// The amounts are below 2^53: the database holds to it.
function salaryOf({
  salaryMin,
  salaryMax,
  salaryCurrency,
  salaryInterval,
}: Omit<Row, 'description'>): Salary | null {
  if (salaryCurrency === null || salaryInterval === null) return null;
  if (salaryMin === null && salaryMax === null) return null;
  return {
    min: salaryMin === null ? null : Number(salaryMin),
    max: salaryMax === null ? null : Number(salaryMax),
    currency: salaryCurrency,
    interval: salaryInterval,
  };
}
