import { problems } from '@/lib/http';
import { guessColumns } from './guess-columns';
import type { NumberedRow } from './mapped-rows';
import { mappedRows } from './mapped-rows';
import { readTable, TableError } from './read-table';
import type { ImportBody } from './schema';

/**
 * The rows that a body holds, each with the number to tell it by.
 * @throws ProblemError 422 for a text that is no table, or of whose columns none is known to hold titles or companies
 */
export function rowsOf(body: ImportBody): NumberedRow[] {
  if (typeof body !== 'string')
    return body.rows.map(({ row, ...fields }, index) => ({ ...present(fields), row: row ?? index + 1 }));
  try {
    const table = readTable(body);
    const columns = guessColumns(table.headings);
    const missing = (['title', 'company'] as const).filter((field) => !columns.includes(field));
    if (missing.length > 0)
      throw problems.invalid(
        `No column is known to hold the ${missing.join(' and the ')}. Name it so in the first line.`,
      );
    return mappedRows(table, columns);
  } catch (error) {
    if (error instanceof TableError) throw problems.invalid(error.message);
    throw error;
  }
}

function present<Fields extends Record<string, string | undefined>>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
