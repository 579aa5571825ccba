import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms of `lib/`, lowest first. A room imports only from rooms before it. */
const rooms = [
  'env',
  'observability',
  'db',
  'http',
  'resilience',
  'capture',
  'audit',
  'plans',
  'flags',
  'entitlements',
  'usage',
  'rate-limits',
  'auth',
  'organizations',
  'billing',
  'notifications',
  'deletion',
  'jobs',
  'admin',
  'operations',
  'openapi',
];

/** Doors of a room besides its index: for the browser, for the edge runtime, for the server alone, for the API document. */
const sideDoors =
  /^(schema|server|endpoints|edge|problem|safe-next-path|scopes|request-id|text|generated\/\w+)$/;

describe('a room', () => {
  it('is in the list', () => {
    const folders = readdirSync('lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms).toEqual(expect.arrayContaining(folders.map((entry) => entry.name)));
  });

  it('imports only from rooms before it, and through their doors', () => {
    expect(filesBelow('lib').flatMap((file) => wrongImports(file))).toEqual([]);
  });

  it('knows nothing of pages, components or the local stack', () => {
    const wrong = filesBelow('lib').filter((file) =>
      /from '@\/(app|components|local|worker|e2e)\b/.test(read(file)),
    );
    expect(wrong).toEqual([]);
  });
});

it('the local stack is imported by no production code', () => {
  const production = ['app', 'components', 'lib', 'worker']
    .flatMap(filesBelow)
    .concat('middleware.ts', 'instrumentation.ts');
  expect(
    production.filter((file) => /(from|import)\W{1,3}(@\/|\.{1,2}\/)+local[/'"]/.test(read(file))),
  ).toEqual([]);
});

it('only lib/env reads the environment, but for what Next itself sets', () => {
  const readers = ['app', 'components', 'lib', 'worker'].flatMap(filesBelow).concat('middleware.ts');
  const wrong = readers.filter((file) => !file.startsWith('lib/env/') && /process\.env\b/.test(read(file)));
  expect(wrong).toEqual([]);
});

describe('the checks above', () => {
  it('see a wrong import', () => {
    expect(wrongImportsIn('db', "import { x } from '@/lib/billing';")).toHaveLength(1);
    expect(wrongImportsIn('billing', "import { x } from '@/lib/db/client';")).toHaveLength(1);
    expect(wrongImportsIn('billing', "import { x } from '@/lib/db';")).toHaveLength(0);
  });
});

function wrongImports(file: string): string[] {
  const room = file.split('/')[1] ?? '';
  return wrongImportsIn(room, read(file)).map((wrong) => `${file}: ${wrong}`);
}

function wrongImportsIn(room: string, source: string): string[] {
  const imports = [...source.matchAll(/from '@\/lib\/([\w-]+)(?:\/([^']+))?'/g)];
  return imports
    .filter(([, other = '', inside]) => {
      if (other === room) return false;
      const door = inside === undefined || sideDoors.test(inside);
      return !door || rooms.indexOf(other) > rooms.indexOf(room);
    })
    .map(([text]) => text);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        /\.tsx?$/.test(name) && !/(\.test|test-support)\.tsx?$/.test(name) && !name.includes('generated'),
    )
    .map((name) => join(folder, name));
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
