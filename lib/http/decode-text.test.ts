import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from './decode-text';

const words = 'Titel;Firma\r\nMüller & Söhne – Zürich;"Größe 5€"\r\n';

const wide = (text: string, isLittle: boolean) =>
  Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0);
      return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );

it('reads UTF-8 with and without its mark', () => {
  const bytes = new TextEncoder().encode(words);
  expect(decodeText(bytes)).toBe(words);
  expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]))).toBe(words);
});

it('reads UTF-16 in either order, with and without its mark', () => {
  expect(decodeText(Uint8Array.from([0xff, 0xfe, ...wide(words, true)]))).toBe(words);
  expect(decodeText(Uint8Array.from([0xfe, 0xff, ...wide(words, false)]))).toBe(words);
  expect(decodeText(wide(words, true))).toBe(words);
  expect(decodeText(wide(words, false))).toBe(words);
});

it('takes what is no UTF-8 for Windows-1252', () => {
  expect(decodeText(Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x80, 0x20, 0x93]))).toBe(
    'Müller € “',
  );
});

it('reads anything, and all UTF-8 as it is', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeText(bytes) === 'string'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\u0000') && !/^[\ufeff\ufffe\u00ef\u00ff\u00fe]/.test(text));
      expect(decodeText(new TextEncoder().encode(text))).toBe(text.toWellFormed());
    }),
  );
});
