import { columnNames } from './column-names';
import { type ImportField, importFields } from './fields';

/** What each column holds, by position; null for what is not imported. */
export type ColumnMap = readonly (ImportField | null)[];

/**
 * Guesses what the columns hold, from headings in English, German, French, Spanish, Italian, Portuguese and Dutch, of our own
 * export, and of the trackers that people come from. Each field is taken once, by the heading that says it best.
 */
export function guessColumns(headings: readonly string[]): ColumnMap {
  const found = new Map<number, ImportField>();
  const plain = headings.map(plainHeading);
  for (const matches of [isSame, hasWords]) {
    for (const field of importFields) {
      if ([...found.values()].includes(field)) continue;
      // By the list's order, whose first words are the most telling.
      const index = columnNames[field]
        .map((name) => plain.findIndex((heading, at) => !found.has(at) && matches(heading, name)))
        .find((at) => at >= 0);
      if (index !== undefined) found.set(index, field);
    }
  }
  return headings.map((_, index) => found.get(index) ?? null);
}

function isSame(heading: string, name: string): boolean {
  return heading === name;
}

// Only of names that are long enough to mean nothing else within other words.
function hasWords(heading: string, name: string): boolean {
  return name.length >= 5 && ` ${heading} `.includes(` ${name} `);
}

/** In lower case without accents, signs and doubled spaces; `jobTitle` and `job_title` are two words. */
export function plainHeading(heading: string): string {
  return heading
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
