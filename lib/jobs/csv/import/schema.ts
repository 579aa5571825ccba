import { z } from 'zod';
import { text } from '@/lib/http/text';
import { importFields } from './fields';
import { IMPORT_ROWS_MAX } from './limits';

/** More than any cell of a job may have: what is too long is said of its row. */
const cell = text().max(400_000).optional();

const rowSchema = z
  .strictObject({
    row: z
      .int()
      .min(1)
      .max(2_000_000_000)
      .optional()
      .describe('The number to tell it by; without it, its place.'),
    ...(Object.fromEntries(importFields.map((field) => [field, cell])) as Record<
      (typeof importFields)[number],
      typeof cell
    >),
  })
  .describe(
    'A job in the words of a table: dates, statuses and pay as people write them. What cannot be read is said of the row, and hinders no other.',
  );

/** The rows of an import, as JSON or as the text of a CSV file whose headings say what its columns are. */
export const importBodySchema = z.union([
  z.string().describe('A CSV file. Its columns are known by their headings.'),
  z.strictObject({ rows: z.array(rowSchema).min(1).max(IMPORT_ROWS_MAX) }),
]);
/** See {@link importBodySchema}. */
export type ImportBody = z.output<typeof importBodySchema>;

/** How an import is done. */
export const importOptionsSchema = z.object({
  duplicates: z
    .enum(['skip', 'save'])
    .default('skip')
    .describe('What becomes of jobs that are saved already, by their address or by title and company.'),
  dates: z
    .enum(['day_first', 'month_first'])
    .default('day_first')
    .describe('How dates such as 3/4/2026 are meant where nothing tells.'),
  fileName: text().trim().min(1).max(200).optional().describe('To know the import by.'),
});
/** See {@link importOptionsSchema}. */
export type ImportOptions = z.output<typeof importOptionsSchema>;

/** Where an import stands. */
export const importStates = ['waiting', 'running', 'done', 'canceled', 'stopped'] as const;

const count = z.int().min(0);

/** An import, and how far it has come. `saved`, `skipped` and `failed` come to `total` once it is done. */
export const jobImportSchema = z.object({
  id: z.uuid(),
  state: z
    .enum(importStates)
    .describe('While it is `waiting` or `running`, ask again; `stopped` for the reason of `stopReason`.'),
  fileName: z.string().nullable(),
  total: count,
  saved: count,
  skipped: count.describe('Saved already.'),
  failed: count,
  stopReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
/** See {@link jobImportSchema}. */
export type JobImport = z.infer<typeof jobImportSchema>;

/** What an import would do. */
export const importPreviewSchema = z.object({
  total: count,
  invalid: z
    .array(z.object({ row: z.int(), problems: z.array(z.string()) }))
    .describe('Rows that cannot be saved.'),
  duplicates: z
    .array(
      z.object({
        row: z.int(),
        jobId: z.uuid().nullable().describe('The saved job that it is; null where it is an earlier row.'),
        sameAs: z.int().nullable().describe('The earlier row that it is.'),
      }),
    )
    .describe('Rows that are saved already, or come twice.'),
  room: count.nullable().describe('How many more jobs the plan has room for; null without a limit.'),
});
/** See {@link importPreviewSchema}. */
export type ImportPreview = z.infer<typeof importPreviewSchema>;
