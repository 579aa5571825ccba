import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * What an admin who acts as somebody looks at is recorded when a page asks who is there. Browsers fetch layouts ahead, so that
 * those ask without; were a page to ask like a layout, nobody would ever know that it was looked at.
 */
const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, source: readFileSync(join('app', name), 'utf8') }));
const isLayout = ({ name }: { name: string }) => /(^|\/)layout\.tsx$/.test(name);

it('layouts ask who is there without recording it', () => {
  const layouts = files.filter(isLayout);
  expect(layouts.length).toBeGreaterThan(3);
  const recording = layouts.filter(({ source }) =>
    /\b(requirePrincipal|getPrincipal|requireIdentity|getIdentity|requirePayer)\b/.test(source),
  );
  expect(recording.map(({ name }) => name)).toEqual([]);
});

it('pages, actions and routes do not', () => {
  const others = files.filter((file) => !isLayout(file));
  expect(others.length).toBeGreaterThan(50);
  expect(others.filter(({ source }) => /ForLayout\b/.test(source)).map(({ name }) => name)).toEqual([]);
});
