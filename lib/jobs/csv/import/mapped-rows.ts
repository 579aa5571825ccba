import type { RawRow } from './fields';
import type { ColumnMap } from './guess-columns';
import type { Table } from './read-table';

/** A line of a table by fields, with its number there. */
export type NumberedRow = RawRow & { row: number };

/** The lines of a table by the fields that its columns hold; empty cells are left out. */
export function mappedRows({ rows }: Table, columns: ColumnMap): NumberedRow[] {
  return rows.map(({ row, cells }) => {
    const mapped: NumberedRow = { row };
    for (const [index, field] of columns.entries()) {
      const cell = cells[index];
      if (field && cell) mapped[field] = cell;
    }
    return mapped;
  });
}
