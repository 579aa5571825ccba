/** A value of a table as a file. Null is an empty cell. */
export type CsvCell = string | number | null;

/**
 * A table as CSV (RFC 4180), for spreadsheets. Text that a spreadsheet would run as a formula gets an apostrophe before
 * it, and is shown as it is; numbers stay numbers.
 */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^\s*[=+\-@]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
