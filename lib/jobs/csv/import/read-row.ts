import type { z } from 'zod';
import { type JobStatus, jobInputSchema, type WorkMode } from '../../schema';
import { dateFields, fieldNames, type ImportField, type RawRow } from './fields';
import { readDate } from './read-date';
import { readPay } from './read-pay';
import { readStatus } from './read-status';
import { readWorkMode } from './read-work-mode';

/** A job as a row gives it. The moments are null where the row has none. */
export type RowJob = {
  fields: z.output<typeof jobInputSchema>;
  savedAt: Date | null;
  appliedAt: Date | null;
};

/** What came of reading a row: a job, or in sentences what is wrong with it. */
export type ReadRow = { job: RowJob } | { problems: string[] };

/** How a row is to be read where it does not tell. */
export type RowReading = { monthFirst?: boolean };

/** Reads a row as a job. Everything that is wrong with it is said at once. */
export function readRow(raw: RawRow, { monthFirst = false }: RowReading = {}): ReadRow {
  const problems: string[] = [];
  const dates: Partial<Record<ImportField, Date>> = {};
  for (const field of dateFields) {
    const text = raw[field]?.trim();
    if (!text) continue;
    const date = readDate(text, monthFirst ? 'mdy' : 'dmy');
    if (date) dates[field] = date;
    else problems.push(`“${shortened(text)}” under ${fieldNames[field]} is no date.`);
  }
  const parsed = jobInputSchema.safeParse({
    title: raw.title ?? '',
    company: raw.company ?? '',
    url: addressOf(raw.url),
    location: raw.location,
    workMode: workModeOf(raw),
    source: raw.source,
    notes: raw.notes,
    description: raw.description,
    closesOn: dates.closesOn?.toISOString().slice(0, 10) ?? null,
    status: statusOf(raw, problems),
    ...readPay(raw),
  });
  if (!parsed.success) problems.push(...parsed.error.issues.map(problemOf));
  if (!parsed.success || problems.length > 0) return { problems: [...new Set(problems)] };
  return {
    job: { fields: parsed.data, savedAt: dates.savedOn ?? null, appliedAt: dates.appliedOn ?? null },
  };
}

function statusOf({ status: text = '', appliedOn }: RawRow, problems: string[]): JobStatus {
  if (text.trim() === '') return appliedOn?.trim() ? 'applied' : 'saved';
  const status = readStatus(text);
  if (status === null) problems.push(`“${shortened(text.trim())}” is no status.`);
  return status ?? 'saved';
}

// Where there is no column of its own for it, it often stands with the place: "Berlin (remote)".
function workModeOf({ workMode, location: place = '' }: RawRow): WorkMode | null {
  return readWorkMode(workMode ?? '') ?? readWorkMode(` ${place} `.replace(/^\W*(yes|true|1)\W*$/i, ''));
}

/** An address as people write it: often without its beginning. */
function addressOf(url: string | undefined): string | undefined {
  const given = url?.trim() ?? '';
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(given) ? `https://${given}` : given || undefined;
}

function problemOf({ code, path, message, ...issue }: z.core.$ZodIssue): string {
  const [field] = path;
  const name = isField(field) ? fieldNames[field] : String(field ?? 'The row');
  if (field === 'title' || field === 'company') {
    if (code === 'too_small') return `It has no ${name.toLowerCase()}.`;
  }
  const most = 'maximum' in issue ? Number(issue.maximum) : Number.NaN;
  if (code === 'too_big' && Number.isFinite(most))
    return `${name} has more than ${most.toLocaleString('en-US')} characters.`;
  if (field === 'url') return 'The link is no web address.';
  if (field === 'salary') return 'The salary is too much to be one.';
  return `${name}: ${message}.`;
}

function isField(given: unknown): given is ImportField {
  return typeof given === 'string' && given in fieldNames;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
