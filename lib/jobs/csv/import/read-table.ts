import { parse } from 'csv-parse/browser/esm/sync';
import { z } from 'zod';
import { IMPORT_ROWS_MAX } from './limits';

/** Columns that are looked at; a table that is wider is no list of jobs. */
const COLUMNS_MAX = 200;

/** A line of a table. `row` is its number as spreadsheets show it: the headings are row 1. */
export type TableRow = { row: number; cells: readonly string[] };

/** A table with its headings; empty lines are left out. */
export type Table = { headings: readonly string[]; rows: readonly TableRow[] };

/** Why a text cannot be read as a table, in a sentence for whoever has sent it. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

/**
 * Reads a table from text, whether its cells are separated by commas, semicolons or tabs: as a file has them, or as they
 * were copied out of a spreadsheet.
 * @throws TableError for what is no table, has no lines below its headings, or more than {@link IMPORT_ROWS_MAX}
 */
export function readTable(text: string): Table {
  const lines = numbered(text);
  const [head, ...rest] = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!head) throw new TableError('There is nothing in it.');
  if (rest.length === 0) throw new TableError('There is no line below the headings.');
  if (rest.length > IMPORT_ROWS_MAX)
    throw new TableError(
      `It has ${rest.length.toLocaleString('en-US')} lines, and ${IMPORT_ROWS_MAX.toLocaleString('en-US')} can be imported at once. Split it into several files.`,
    );
  return {
    headings: head.cells.slice(0, COLUMNS_MAX).map((heading) => heading.trim()),
    // The first line with anything in it is row 1 to whoever looks for it, wherever it is.
    rows: rest.map(({ row, cells }) => ({ row, cells: cells.slice(0, COLUMNS_MAX).map(cellText) })),
  };
}

const records = z.array(z.array(z.string()));

function numbered(text: string): TableRow[] {
  // Neither can be stored, and no spreadsheet shows them.
  const clean = text.replaceAll('\u0000', '').toWellFormed();
  try {
    const parsed = records.parse(
      parse(clean, {
        bom: true,
        delimiter: delimiterOf(clean),
        relax_column_count: true,
        // Quotes within a cell that begins without one, as in: 5" pipes.
        relax_quotes: true,
        // A file without its last quote would be one cell of ten megabytes.
        max_record_size: 400_000,
      }),
    );
    return parsed.map((cells, index) => ({ row: index + 1, cells }));
  } catch {
    throw new TableError(
      'It cannot be read as a table: a quote that opens a cell is never closed, or a cell is too long.',
    );
  }
}

/** The separator that the first line has most of, outside of quotes. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let isQuoted = false;
  for (const character of text.trimStart().slice(0, 20_000)) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) break;
    else if (!isQuoted && (character === ',' || character === ';' || character === '\t'))
      counts[character] += 1;
  }
  if (counts['\t'] > 0 && counts['\t'] >= counts[',']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

// An apostrophe that our own export, or another careful one, has put before what would run as a formula is none of the text.
function cellText(cell: string): string {
  return cell.replace(/^'(?=\s*[=+\-@])/, '').trim();
}
