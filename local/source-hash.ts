import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files and folders that a production build is made of. */
const sources = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'public',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** A fingerprint of everything that goes into a build; equal fingerprints make equal builds. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesIn).sort())
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .filter((name) => name !== 'generated')
    .flatMap((name) => filesIn(join(path, name)));
}
