import type { JobStatus, WorkMode } from '../statuses';

/** Where the words of a question may stand. `any` is all of them. */
export const textScopes = ['any', 'title', 'company', 'location', 'notes', 'description'] as const;
/** See {@link textScopes}. */
export type TextScope = (typeof textScopes)[number];

/** Days that can be asked for: when a job was saved, first applied for, last moved, and the last day to apply. */
export const dayFields = ['saved', 'applied', 'moved', 'closes'] as const;
/** See {@link dayFields}. */
export type DayField = (typeof dayFields)[number];

/** An end of a range of pay; `open` leaves the amount itself out. */
export type PayEnd = { amount: number; open: boolean };

/** A question about saved jobs, read. */
export type JobQuery =
  | { kind: 'all'; of: JobQuery[] }
  | { kind: 'any'; of: JobQuery[] }
  | { kind: 'not'; of: JobQuery }
  | { kind: 'text'; scope: TextScope; words: string; exact: boolean }
  | { kind: 'status'; values: JobStatus[] }
  | { kind: 'mode'; values: WorkMode[] }
  | { kind: 'source'; value: string }
  /** Whole units of any currency, or of the one named, for a year. */
  | { kind: 'pay'; from: PayEnd | null; to: PayEnd | null; currency: string | null }
  /** UTC days, such as 2026-01-31; `from` belongs to the range, `before` does not. */
  | { kind: 'day'; field: DayField; from: string | null; before: string | null };

/** What of a question could not be understood, and where: characters from its beginning. */
export type QueryProblem = { at: number; message: string };
