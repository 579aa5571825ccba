import type { DatabaseSync } from 'node:sqlite';

/** Small named values that survive a restart. */
export type Settings = {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
};

export function createSettings(database: DatabaseSync): Settings {
  const select = database.prepare('select value from settings where name = ?');
  const upsert = database.prepare(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  return {
    read: (name) => {
      const value = select.get(name)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    write: (name, value) => {
      upsert.run(name, value);
    },
  };
}
