import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms of `components/` that every other takes from, lowest first: what is drawn with, and how the server is asked. */
const lowest = ['ui', 'calls'];

describe('a room that every other takes from', () => {
  it.each(lowest)('knows none of those above it: %s', (room) => {
    const files = readdirSync(join('components', room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => posix.join('components', room, name));
    expect(files.flatMap((file) => wrongImportsIn(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('would be seen to know one', () => {
    const wrongIn = (file: string, imported: string) =>
      wrongImportsIn(file, `import { x } from '${imported}';`).length;
    expect(wrongIn('components/ui/a.tsx', '../calls/refusal')).toBe(1);
    expect(wrongIn('components/calls/a.ts', '../jobs/job-form')).toBe(1);
    expect(wrongIn('components/calls/a.ts', '@/components/jobs/job-form')).toBe(1);
    expect(wrongIn('components/calls/a.ts', '../ui/toast')).toBe(0);
    expect(wrongIn('components/calls/a.ts', './refusal')).toBe(0);
    expect(wrongIn('components/calls/a.ts', '@/lib/http')).toBe(0);
  });
});

function wrongImportsIn(file: string, source: string): string[] {
  const known = lowest.slice(0, lowest.indexOf(roomOf(file)) + 1);
  return [...source.matchAll(/(?:from|import)[\s(]*['"]([.@][^'"]*)['"]/g)]
    .map(([, imported = '']) => imported)
    .filter((imported) => {
      const path = imported.startsWith('@/') ? imported.slice(2) : posix.join(posix.dirname(file), imported);
      if (!path.startsWith('components/')) return path.startsWith('app/');
      return !known.includes(roomOf(path));
    })
    .map((imported) => `${file}: ${imported}`);
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}
