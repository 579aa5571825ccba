import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpoints, openApiDocument } from '.';

describe('the OpenAPI document', () => {
  it('has every method of every route file, and nothing else', () => {
    const documented = endpoints.map((each) => `${each.method} ${each.path}`).sort();
    expect(documented).toEqual(routesOnDisk().sort());
  });

  it('describes each operation with its own id, its body and its answer', () => {
    const document = openApiDocument('https://foothold.example');
    expect(document.openapi).toBe('3.1.0');
    const ids = endpoints.map((each) => each.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.paths).toMatchObject({
      '/api/jobs': {
        post: {
          requestBody: {
            content: { 'application/json': { schema: { properties: { title: { maxLength: 300 } } } } },
          },
          responses: { 201: { content: {} }, 402: {}, 409: {} },
        },
      },
    });
  });

  it('says of each operation what it takes to ask: a session, or a key with a scope where there is one', () => {
    expect(openApiDocument('https://foothold.example')).toMatchObject({
      components: {
        securitySchemes: {
          session: { in: 'cookie' },
          bearer: { scheme: 'bearer' },
          apiKey: { in: 'header', name: 'X-API-Key' },
          apiKeyBearer: { scheme: 'bearer' },
        },
      },
      paths: {
        '/api/jobs': {
          post: {
            security: [
              { session: [] },
              { bearer: [] },
              { apiKey: ['jobs:write'] },
              { apiKeyBearer: ['jobs:write'] },
            ],
          },
        },
        '/api/keys': { post: { security: [{ session: [] }, { bearer: [] }] } },
        '/api/billing/plans': { get: { security: [] } },
      },
    });
  });

  it('is plain JSON', () => {
    const document = openApiDocument('https://foothold.example');
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

function routesOnDisk(): string[] {
  return readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('route.ts') && !name.includes('[...'))
    .flatMap((name) => {
      const source = readFileSync(join('app/api', name), 'utf8');
      const path = `/api/${name.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`;
      return [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE) = serve\(/g)].map(
        ([, method]) => `${method} ${path}`,
      );
    });
}
