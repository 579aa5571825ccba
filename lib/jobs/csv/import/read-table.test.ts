import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '@/lib/http';
import { IMPORT_ROWS_MAX } from './limits';
import { mappedRows } from './mapped-rows';
import { readTable, TableError } from './read-table';

describe('a table', () => {
  it.each([
    ['commas', 'Title,Company\nEngineer,"Birch, Rowe"\n'],
    ['semicolons', 'Title;Company\r\nEngineer;Birch, Rowe\r\n'],
    ['tabs, as they are copied out of a spreadsheet', 'Title\tCompany\nEngineer\tBirch, Rowe'],
    ['quoted headings with separators in them', '"Title";"Company"\n"Engineer";"Birch, Rowe"'],
  ])('is read with %s', (_, text) => {
    expect(readTable(text)).toEqual({
      headings: ['Title', 'Company'],
      rows: [{ row: 2, cells: ['Engineer', 'Birch, Rowe'] }],
    });
  });

  it('leaves out empty lines, and numbers the others as a spreadsheet does', () => {
    const { rows } = readTable('Title,Company\n\nEngineer,Acme\n,,\nDesigner,Acme\n');
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  it('keeps line breaks, quotes and separators within a cell', () => {
    const { rows } = readTable('Title,Notes\nEngineer,"a ""b""\nc, d"\nPipes 5",x\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Engineer', 'a "b"\nc, d'],
      ['Pipes 5"', 'x'],
    ]);
  });

  it('bears lines that are shorter or longer than the headings', () => {
    const { rows } = readTable('Title,Company\nEngineer\nDesigner,Acme,more\n');
    expect(rows.map(({ cells }) => cells)).toEqual([['Engineer'], ['Designer', 'Acme', 'more']]);
  });

  it.each([
    ['', 'nothing in it'],
    [' \n \n', 'nothing in it'],
    ['Title,Company\n', 'no line below'],
    ['Title,Company\n"never closed,Acme\n', 'never closed'],
    [`Title\n${'x\n'.repeat(IMPORT_ROWS_MAX + 1)}`, '5,001 lines'],
  ])('%# is refused in a sentence', (text, words) => {
    expect(() => readTable(text)).toThrow(TableError);
    expect(() => readTable(text)).toThrow(words);
  });

  it('takes as many rows as are allowed', () => {
    expect(readTable(`Title\n${'x\n'.repeat(IMPORT_ROWS_MAX)}`).rows).toHaveLength(IMPORT_ROWS_MAX);
  });

  it('gets back what the export has written, formulas among it', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '=', '-', '@', '\n', ' ', 'ü', '+') })
      .map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (pairs) => {
        const lines = pairs.map(([first, second]) => ['x', first, second]);
        const { rows } = readTable(toCsv([['Id', 'Title', 'Notes'], ...lines]));
        expect(rows.map(({ cells }) => cells)).toEqual(lines);
      }),
    );
  });

  it('never fails in another way than by its own sentence', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '\t', ';', '\u0000') }),
        (text) => {
          try {
            readTable(text);
          } catch (error) {
            expect(error).toBeInstanceOf(TableError);
          }
        },
      ),
    );
  });
});

it('rows are told by the fields of their columns, without what is empty or not wanted', () => {
  const table = readTable('A,B,C\nEngineer,,secret\n');
  expect(mappedRows(table, ['title', 'company', null])).toEqual([{ row: 2, title: 'Engineer' }]);
});
