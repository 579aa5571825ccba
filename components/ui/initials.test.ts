import { expect, test } from 'vitest';
import { initials } from './initials';

test.each([
  { name: 'Ada Lovelace', letters: 'AL' },
  { name: 'ada', letters: 'A' },
  { name: 'Jean-Luc van der Berg', letters: 'JB' },
  { name: 'ada.lovelace@example.com', letters: 'AL' },
  { name: '  ', letters: '?' },
  { name: '', letters: '?' },
  { name: '@example.com', letters: '?' },
  { name: '株式会社', letters: '株' },
  { name: '𐐀bc 𐐁de', letters: '𐐀𐐁' },
])('given "$name", the initials are $letters', ({ name, letters }) => {
  expect(initials(name)).toBe(letters);
});
