import { z } from 'zod';

const bodySchema = z.object({
  prefix: z.string().default(''),
  limit: z.number().int().min(1).max(10_000).default(100),
  offset: z.number().int().min(0).default(0),
  search: z.string().default(''),
  sortBy: z
    .object({
      column: z.enum(['name', 'updated_at', 'created_at', 'last_accessed_at']).default('name'),
      order: z.enum(['asc', 'desc']).default('asc'),
    })
    .prefault({}),
});

const objectSchema = z.looseObject({
  name: z.string(),
  id: z.string(),
  updated_at: z.string(),
  created_at: z.string(),
  last_accessed_at: z.string(),
});

/** Objects of one bucket that are read at most to list a folder. */
const READ_LIMIT = 100_000;

/**
 * Lists a folder the way hosted Storage does: names relative to it, and what lies deeper as one entry per folder with
 * a null id. The engine itself lists flat.
 * @param ask sends a body to the engine's own list
 */
export async function listFolder(
  body: unknown,
  ask: (body: unknown) => Promise<Response>,
): Promise<Response> {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'Invalid body';
    return Response.json({ statusCode: '400', error: 'InvalidRequest', message }, { status: 400 });
  }
  const { limit, offset, search, sortBy } = parsed.data;
  const folder = parsed.data.prefix.replace(/^\/+|\/+$/g, '');
  const prefix = folder === '' ? '' : `${folder}/`;
  const answer = await ask({ prefix, limit: READ_LIMIT });
  if (!answer.ok) return answer;
  const objects = z.array(objectSchema).parse(await answer.json());
  const entries = fold(objects, prefix)
    .filter((entry) => entry.name.toLowerCase().includes(search.toLowerCase()))
    .sort((a, b) => compare(a, b, sortBy.column) * (sortBy.order === 'asc' ? 1 : -1));
  return Response.json(entries.slice(offset, offset + limit));
}

type Entry = { name: string; id: string | null; [field: string]: unknown };

// The engine takes `%` and `_` of a prefix as wildcards, so what it gives is looked at again.
function fold(objects: z.infer<typeof objectSchema>[], prefix: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of objects) {
    if (!object.name.startsWith(prefix)) continue;
    const [name = '', ...deeper] = object.name.slice(prefix.length).split('/');
    if (deeper.length === 0) entries.set(name, { ...object, name });
    else if (!entries.has(name)) entries.set(name, { name, ...FOLDER });
  }
  return [...entries.values()];
}

const FOLDER = { id: null, updated_at: null, created_at: null, last_accessed_at: null, metadata: null };

function compare(a: Entry, b: Entry, column: string): number {
  const [left, right] = [String(a[column] ?? ''), String(b[column] ?? '')];
  if (left === right) return a.name < b.name ? -1 : 1;
  return left < right ? -1 : 1;
}
