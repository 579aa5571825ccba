import { decodeText } from '@/lib/http/decode-text';
import { IMPORT_BYTES_MAX } from '@/lib/jobs/csv/import/limits';
import type { Table } from '@/lib/jobs/csv/import/read-table';

/** A table, or why there is none, in a sentence for the person. */
export type ReadFile = { table: Table } | { problem: string };

/** Reads a file of the person's as a table. */
export async function readFile(file: Blob): Promise<ReadFile> {
  if (file.size > IMPORT_BYTES_MAX)
    return {
      problem: 'The file has more than 10 MB. Split it into several, or leave out columns of long texts.',
    };
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Workbooks of Excel, OpenDocument and Numbers are archives.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return { problem: 'This is a workbook and no CSV file. Open it, save the sheet as CSV, and take that.' };
  return readText(decodeText(bytes));
}

/** Reads text as a table, such as what was copied out of a spreadsheet. */
export async function readText(text: string): Promise<ReadFile> {
  // Only whoever imports needs it.
  const { readTable, TableError } = await import('@/lib/jobs/csv/import/read-table');
  try {
    return { table: readTable(text) };
  } catch (error) {
    if (error instanceof TableError) return { problem: error.message };
    throw error;
  }
}
