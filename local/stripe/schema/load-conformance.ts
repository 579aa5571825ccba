import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Conformance } from './conformance';
import { readSchemas, type SchemaFile } from './generate';
import { pointer } from './walk';

/**
 * Judges by the installed `stripe` package; makes the schemas first when they are missing or outdated.
 * The first call in a process takes one to three seconds, so that no request has to.
 */
export function loadConformance(): Conformance {
  loaded ??= compile();
  return loaded;
}

let loaded: Conformance | undefined;

function compile(): Conformance {
  const schemas = readSchemas();
  // The schemas are our own output: checking them again, or polishing the compiled code, only costs time.
  const ajv = new Ajv2020({
    strict: false,
    inlineRefs: false,
    validateSchema: false,
    code: { optimize: false },
  });
  ajv.addSchema({ $id: 'stripe', $defs: definitions(schemas) });
  const compiled = new Map<string, ValidateFunction>();
  for (const kind of kinds) {
    for (const name of Object.keys(schemas[kind])) {
      compiled.set(`${kind}:${name}`, ajv.compile({ $ref: `stripe#/$defs/${pointer(`${kind}:${name}`)}` }));
    }
  }

  const judge = (kind: Kind, name: string, value: unknown): string[] => {
    const validate = compiled.get(`${kind}:${name}`);
    if (validate === undefined) return [`${kind} ${name} has no schema: add it to the roots`];
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, MAX_REPORTED).map(({ instancePath, message, params }) => {
      return `${instancePath || '(whole)'} ${message} ${JSON.stringify(params)}`;
    });
  };

  const answer = (value: unknown): string[] => {
    if (!isObject(value)) return ['the answer is no object'];
    const kind = String(value.object);
    if (value.deleted === true) return judge('deleted', kind, value);
    // Events carry their own types: each is judged by the one it has.
    if (kind === 'event') return judge('events', String(value.type), value);
    return kind === 'list' ? list(value) : judge('resources', kind, value);
  };

  const list = (value: Record<string, unknown>): string[] => {
    const { object, data, has_more, url, ...others } = value;
    const framed = object === 'list' && typeof has_more === 'boolean' && typeof url === 'string';
    if (!framed || !Array.isArray(data)) return ['the list lacks data, has_more or url'];
    if (Object.keys(others).length > 0)
      return [`the list has unknown fields: ${Object.keys(others).join(', ')}`];
    return data.flatMap(answer);
  };

  return {
    answer,
    event: (event) => judge('events', event.type, event),
    params: (type, value) => judge('params', type, value),
  };
}

const kinds = ['resources', 'deleted', 'events', 'params'] as const;
type Kind = (typeof kinds)[number];
const MAX_REPORTED = 5;

function definitions(schemas: SchemaFile): Record<string, unknown> {
  const tops = kinds.flatMap((kind) =>
    Object.entries(schemas[kind]).map(([name, schema]) => [`${kind}:${name}`, schema]),
  );
  return { ...schemas.$defs, ...Object.fromEntries(tops) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
