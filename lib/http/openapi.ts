import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { KEY_DAYS } from './idempotency';
import { problemSchema } from './problem';

/** Any JSON object. */
type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of these endpoints, from the same schemas that validate them. */
export function buildOpenApi(endpoints: readonly Endpoint[], serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Foothold API',
      version: '1',
      description: 'Errors are RFC 9457 problems; switch on `error`.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Problem: toJsonSchema(problemSchema, 'output') },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: `${serverUrl.startsWith('https:') ? '__Host-' : ''}sb-foothold-auth-token`,
          description: 'The session of the site.',
        },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token of a session.',
        },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description:
            'An API key, `fh_live_…` or `fh_test_…`, that has the scopes named. A request with another value in `Authorization` besides is answered 401.',
        },
        apiKeyBearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, as with `apiKey`; or the token of the browser extension, `fh_ext_…`.',
        },
        secret: { type: 'http', scheme: 'bearer', description: 'A token that the operator has set.' },
      },
    },
  };
}

function operationOf(endpoint: Endpoint): Json {
  const { success } = endpoint;
  const { output } = success;
  return {
    operationId: endpoint.operationId,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    security: securityOf(endpoint),
    parameters: [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
      ...(endpoint.idempotent ? [idempotencyKeyParameter] : []),
    ],
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: toJsonSchema(endpoint.body, 'input') },
              ...(endpoint.takesCsv ? { 'text/csv': { schema: { type: 'string' } } } : {}),
            },
          },
        }
      : {}),
    responses: {
      [success.status]: {
        description: success.description,
        ...(output
          ? {
              content: Object.fromEntries(
                (success.contentTypes ?? [success.contentType ?? 'application/json']).map((type) => [
                  type,
                  { schema: toJsonSchema(output, 'output') },
                ]),
              ),
            }
          : {}),
      },
      ...Object.fromEntries(problemStatuses(endpoint).map((status) => [status, problemResponses[status]])),
    },
  };
}

// Any one of these will do. What a key must be allowed to do stands in the list behind it.
function securityOf({ auth, scope }: Endpoint): Json[] {
  const session = [{ session: [] }, { bearer: [] }];
  const needed = scope === 'any' ? [] : [scope];
  if (auth === 'session') return scope ? [...session, { apiKey: needed }, { apiKeyBearer: needed }] : session;
  if (auth === 'admin') return session;
  return auth === 'secret' ? [{ secret: [] }] : [];
}

const idempotencyKeyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: `A repeat with the same key gets the first answer and does nothing twice, for ${KEY_DAYS} days.`,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const problemResponses = Object.fromEntries(
  Object.entries({
    400: 'The body is not JSON.',
    401: 'Not signed in.',
    402: 'A quota is used up, or a payment is overdue.',
    403: 'Not allowed.',
    404: 'Not there, or another organization’s.',
    409: 'In conflict with the present state.',
    408: 'The body did not come within ten seconds.',
    413: 'The body is larger than 256 KB, 768 KB of a saved job, or 1 MB of a list.',
    415: 'The body is not application/json.',
    422: 'Some fields are not valid.',
    429: 'Too many requests, or a limit of attempts: `Retry-After` says when it is worth asking again.',
    500: 'Our fault.',
    503: 'A dependency does not answer.',
  }).map(([status, description]) => [
    status,
    {
      description,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

function problemStatuses(endpoint: Endpoint): number[] {
  const statuses = new Set<number>([...(endpoint.problems ?? []), 500, 503]);
  if (endpoint.auth === 'session') statuses.add(401).add(403).add(429);
  if (endpoint.auth === 'admin') statuses.add(401).add(403).add(404).add(429);
  if (endpoint.auth === 'secret') statuses.add(401).add(404);
  if (endpoint.params) statuses.add(404);
  if (endpoint.query) statuses.add(422);
  if (endpoint.body) for (const status of [400, 408, 413, 415, 422]) statuses.add(status);
  if (endpoint.idempotent) statuses.add(409);
  return [...statuses].sort((a, b) => a - b);
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z
    .object({
      properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      required: z.array(z.string()).optional(),
    })
    .parse(toJsonSchema(schema, 'input'));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
}
