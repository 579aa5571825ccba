import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

describe('toCsv', () => {
  it('ends each row as RFC 4180 says, and quotes what needs it', () => {
    expect(
      toCsv([
        ['a', 1, null],
        ['b "c", d', -2.5, 'two\nlines'],
      ]),
    ).toBe('a,1,\r\n"b ""c"", d",-2.5,"two\nlines"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1'])('lets %j be no formula', (text) => {
    const cell = toCsv([[text]]);
    expect(cell.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('leaves negative numbers alone', () => {
    expect(toCsv([[-1]])).toBe('-1\r\n');
  });
});
