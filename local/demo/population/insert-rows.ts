import type { Client } from 'pg';

/** A row by the names that TypeScript has for its columns; columns that are left out have their defaults. */
export type Row = Readonly<Record<string, unknown>>;

/** Writes rows of one shape into a table by one statement. */
export async function insertRows(client: Client, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((name) => client.escapeIdentifier(snake(name)))
    .join(', ');
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]))),
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [json],
  );
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
