import { readFileSync } from 'node:fs';
import prismaInternals from '@prisma/internals';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A table as both sides describe it: column → type, `?` for nullable; then keys. */
type Shape = Record<
  string,
  { columns: Record<string, string>; primaryKey: string[]; uniques: string[]; indexes: string[] }
>;

const client = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
beforeAll(() => client.connect());
afterAll(() => client.end());

describe('schema.prisma and the migrated database', () => {
  it('have the same tables, columns, types, keys and indexes', async () => {
    expect(await shapeOfSchema(readFileSync('prisma/schema.prisma', 'utf8'))).toEqual(
      await shapeOfDatabase(),
    );
  });

  it('have the same enumerations', async () => {
    const { enums } = await datamodel(readFileSync('prisma/schema.prisma', 'utf8'));
    const { rows } = await client.query<{ name: string; values: string[] }>(`
      select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as values
      from pg_type t join pg_enum e on e.enumtypid = t.oid
      where t.typnamespace = 'app'::regnamespace group by 1`);
    const inSchema = Object.fromEntries(
      enums.map((each) => [each.dbName, each.values.map((value) => value.name)]),
    );
    expect(inSchema).toEqual(Object.fromEntries(rows.map((row) => [row.name, row.values])));
  });

  it.each([
    ['a column the database lacks', 'title            String', 'title            String\n  pay Int?'],
    ['another type', 'stripeCustomerId     String? ', 'stripeCustomerId     Int? '],
    ['another nullability', 'location         String?', 'location         String'],
    ['a missing index', '@@index([organizationId, status, id])', ''],
  ])('are told apart by %s', async (_, from, to) => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8');
    expect(schema).toContain(from);
    expect(await shapeOfSchema(schema.replace(from, to))).not.toEqual(await shapeOfDatabase());
  });
});

describe('every table that belongs to an organization', () => {
  it('forces row-level security, with a policy for members and one for service work', async () => {
    const { rows } = await client.query<{ name: string; forced: boolean; roles: string[] }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
             array(select distinct unnest(p.roles)::text from pg_policies p
                   where p.schemaname = 'app' and p.tablename = c.relname order by 1) as roles
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'`);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows)
      expect(row).toMatchObject({ forced: true, roles: ['authenticated', 'foothold_service'] });
  });

  it('leads its primary key with organization_id, so that it can be distributed by it', async () => {
    for (const [name, { columns, primaryKey }] of Object.entries(await shapeOfDatabase())) {
      if ('organization_id' in columns) expect([name, primaryKey[0]]).toEqual([name, 'organization_id']);
    }
  });
});

describe('the login role', () => {
  it('cannot bypass row-level security and sees nothing without setting a role', async () => {
    const { rows } = await client.query(
      `select rolsuper, rolbypassrls, rolinherit from pg_roles where rolname = 'foothold_app'`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolinherit: false }]);
    const app = new Client({ connectionString: process.env.DATABASE_URL });
    await app.connect();
    try {
      await expect(app.query('select * from app.saved_jobs')).rejects.toThrow(/permission denied/);
    } finally {
      await app.end();
    }
  });
});

async function datamodel(schema: string) {
  return (await prismaInternals.getDMMF({ datamodel: schema })).datamodel;
}

async function shapeOfSchema(schema: string): Promise<Shape> {
  const { models, enums } = await datamodel(schema);
  const enumNames = new Map(enums.map((each) => [each.name, each.dbName ?? each.name]));
  const indexes = indexesOf(schema);
  return Object.fromEntries(
    models.map((model) => {
      const column = new Map(model.fields.map((field) => [field.name, field.dbName ?? field.name]));
      const columns = model.fields
        .filter((field) => field.kind !== 'object')
        .map((field) => {
          const native = field.nativeType?.[0];
          const base =
            enumNames.get(field.type) ?? (native ? nativeTypes[native] : types[field.type]) ?? field.type;
          return [column.get(field.name), base + (field.isList ? '[]' : '') + (field.isRequired ? '' : '?')];
        });
      const named = (fields: readonly string[]) => fields.map((field) => column.get(field) ?? field);
      const single = model.fields
        .filter((field) => field.isId)
        .map((field) => column.get(field.name) ?? field.name);
      return [
        model.dbName ?? model.name,
        {
          columns: Object.fromEntries(columns),
          primaryKey: model.primaryKey ? named(model.primaryKey.fields) : single,
          // Prisma tells a unique key of one field twice: on the field and on the model.
          uniques: [
            ...new Set(
              [
                ...model.fields.filter((field) => field.isUnique).map((field) => [field.name]),
                ...model.uniqueFields,
              ].map((fields) => named(fields).join()),
            ),
          ].sort(),
          indexes: (indexes.get(model.name) ?? []).map((fields) => named(fields).join()).sort(),
        },
      ];
    }),
  );
}

// The data model that Prisma hands out leaves @@index out.
function indexesOf(schema: string): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const [, name = '', body = ''] of schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)) {
    const lists = [...body.matchAll(/@@index\(\[([^\]]*)\]\)/g)].map(([, list = '']) =>
      list.split(',').map((part) => part.trim()),
    );
    found.set(name, lists);
  }
  return found;
}

async function shapeOfDatabase(): Promise<Shape> {
  const { rows: columns } = await client.query<{
    table: string;
    column: string;
    type: string;
    nullable: boolean;
  }>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
      -- The data model that Prisma hands out leaves types out that it has no words for.
      and a.atttypid <> 'tsvector'::regtype`);
  const { rows: keys } = await client.query<{
    table: string;
    primary: boolean;
    unique: boolean;
    columns: string[];
  }>(`
    select c.relname as table, i.indisprimary as primary, i.indisunique as unique,
           array(select a.attname::text from unnest(i.indkey::int[]) with ordinality k(num, ord)
                 join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num order by k.ord) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
    where c.relnamespace = 'app'::regnamespace and c.relname <> '_prisma_migrations'
      -- Prisma has no words for an index over an expression, nor for one over words.
      and i.indexprs is null and m.amname <> 'gin'`);
  const shape: Shape = {};
  for (const { table, column, type, nullable } of columns) {
    const entry = tableOf(shape, table);
    entry.columns[column] = type.replace(/^app\./, '') + (nullable ? '?' : '');
  }
  for (const { table, primary, unique, columns: names } of keys) {
    const entry = tableOf(shape, table);
    if (primary) entry.primaryKey = names;
    else (unique ? entry.uniques : entry.indexes).push(names.join());
  }
  for (const entry of Object.values(shape)) {
    entry.uniques.sort();
    entry.indexes.sort();
  }
  return shape;
}

function tableOf(shape: Shape, name: string): Shape[string] {
  const entry = shape[name] ?? { columns: {}, primaryKey: [], uniques: [], indexes: [] };
  shape[name] = entry;
  return entry;
}

/** What Prisma makes of a type without a word of our own, and of those that have one. */
const types: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
};
const nativeTypes: Record<string, string> = {
  Json: 'json',
  Uuid: 'uuid',
  Timestamptz: 'timestamp with time zone',
  Date: 'date',
  Decimal: 'numeric(20,6)',
};
