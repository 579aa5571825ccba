import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figureIds, figures } from './figures';

describe('the figures', () => {
  it('are defined in the documentation by the words that the page has', () => {
    const told = readFileSync('docs/statistics.md', 'utf8');
    for (const id of figureIds) {
      const row = told.split('\n').find((line) => line.startsWith(`| \`${id}\` |`));
      expect(row, id).toContain(`| ${figures[id].kind} | ${figures[id].definition} |`);
    }
  });
});
