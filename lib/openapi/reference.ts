import { z } from 'zod';
import type { Endpoint } from '@/lib/http';

/** A parameter or a field of a body, as the reference shows it. */
export type ReferenceField = { name: string; type: string; required: boolean; description: string | null };

/** What the API reference page shows of one operation. */
export type ReferenceOperation = {
  id: string;
  method: Endpoint['method'];
  path: string;
  summary: string;
  /** Who may ask, in words. */
  access: string;
  idempotent: boolean;
  groups: { title: string; fields: ReferenceField[] }[];
  success: string;
};

/** The operation in the words of the reference page, from the schemas that validate it. */
export function referenceOf(endpoint: Endpoint): ReferenceOperation {
  const groups = [
    { title: 'Path', schema: endpoint.params, io: 'input' as const },
    { title: 'Query', schema: endpoint.query, io: 'input' as const },
    { title: 'Body', schema: endpoint.body, io: 'input' as const },
    { title: 'Answer', schema: endpoint.success.output, io: 'output' as const },
  ];
  return {
    id: endpoint.operationId,
    method: endpoint.method,
    path: endpoint.path,
    summary: endpoint.summary,
    access: accessOf(endpoint),
    idempotent: endpoint.idempotent === true,
    groups: groups.flatMap(({ title, schema, io }) => {
      const fields = schema ? fieldsOf(z.toJSONSchema(schema, { io, unrepresentable: 'any' })) : [];
      return fields.length > 0 ? [{ title, fields }] : [];
    }),
    success: `${endpoint.success.status} ${endpoint.success.description}`,
  };
}

function accessOf({ auth, scope }: Endpoint): string {
  if (auth !== 'session') return accessWords[auth];
  if (scope === 'any') return 'Session, or any key';
  return scope ? `Session, or a key with ${scope}` : 'Session only';
}

const accessWords = {
  admin: 'Who runs the platform',
  none: 'Public',
  signature: 'Signed by Stripe',
  secret: 'Token of the operator',
} as const;

/** As much of JSON Schema as the page puts in words. */
type Schema = {
  type?: unknown;
  enum?: unknown[] | undefined;
  const?: unknown;
  format?: string | undefined;
  description?: string | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  items?: Schema | false | undefined;
  prefixItems?: Schema[] | undefined;
  anyOf?: Schema[] | undefined;
};

const schemaShape: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), schemaShape).optional(),
    required: z.array(z.string()).optional(),
    // Of a list of a fixed length: what is in it stands in `prefixItems`, and nothing comes after.
    items: z.union([schemaShape, z.literal(false)]).optional(),
    prefixItems: z.array(schemaShape).optional(),
    anyOf: z.array(schemaShape).optional(),
  }),
);

function fieldsOf(json: unknown): ReferenceField[] {
  const schema = schemaShape.parse(json);
  // One of something or a list of it: what the one consists of is what there is to know.
  const { properties = {}, required = [] } = schema.properties
    ? schema
    : (schema.anyOf?.find((each) => each.properties) ?? {});
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeOf(field),
    required: required.includes(name),
    description: field.description ?? null,
  }));
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].filter((part) => part !== '""').join(' | ');
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`;
  if (schema.type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`;
  const name = typeof schema.type === 'string' ? schema.type : 'any';
  return schema.format ? `${name} (${schema.format})` : name;
}
