/** A word as it is compared, and where it stands in the text: `from` up to but without `to`. */
export type FoldedWord = { word: string; from: number; to: number };

/**
 * The words of a text without capitals, accents and punctuation, as `app.search_text` of the database has them; a test
 * holds the two to each other. What has no spaces between its words is taken letter by letter.
 */
export function foldedWords(text: string): FoldedWord[] {
  const words: FoldedWord[] = [];
  let current: FoldedWord | null = null;
  const letters = [...foldedLetters(text)];
  for (let index = 0; index < letters.length; index++) {
    const named = languageAt(letters, index);
    const letter = letters[index];
    if (!letter) continue;
    if (named) {
      const last = letters[index + named.length - 1] ?? letter;
      current = begun(words, current, letter.from);
      current.word += named.word;
      current.to = last.to;
      index += named.length - 1;
    } else if (isPossessive(letters, index)) {
    } else if (separators.test(letter.folded)) {
      current = null;
    } else if (unspaced.test(letter.folded)) {
      words.push({ word: letter.folded, from: letter.from, to: letter.to });
      current = null;
    } else {
      current = begun(words, current, letter.from);
      current.word += letter.folded;
      current.to = letter.to;
    }
  }
  return words;
}

type Letter = { folded: string; from: number; to: number };

/** Each character that is left of a text, with the place of the one that it came from. */
function* foldedLetters(text: string): Generator<Letter> {
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    const folded = character
      .normalize('NFKD')
      .replace(dropped, '')
      .toLowerCase()
      .replace(/\u0307/g, '');
    for (const each of folded) yield { folded: spelled[each] ?? each, from, to };
    from = to;
  }
}

function begun(words: FoldedWord[], current: FoldedWord | null, from: number): FoldedWord {
  if (current) return current;
  const word = { word: '', from, to: from };
  words.push(word);
  return word;
}

/** Names of languages that would lose what makes them a name. */
function languageAt(letters: readonly Letter[], index: number): { word: string; length: number } | null {
  const at = (offset: number) => letters[index + offset]?.folded ?? ' ';
  if (isAlphanumeric(at(-1))) return null;
  if (at(0) === 'c' && at(1) === '+' && at(2) === '+') return { word: 'cplusplus', length: 3 };
  if ((at(0) === 'c' || at(0) === 'f') && at(1) === '#') return { word: `${at(0)}sharp`, length: 2 };
  if (at(0) === '.' && at(1) === 'n' && at(2) === 'e' && at(3) === 't' && !isAlphanumeric(at(4)))
    return { word: 'dotnet', length: 4 };
  return null;
}

// The apostrophe of "McDonald's" divides nothing.
function isPossessive(letters: readonly Letter[], index: number): boolean {
  const [mark, s, behind] = [0, 1, 2].map((offset) => letters[index + offset]?.folded ?? ' ');
  return (mark === "'" || mark === '’') && s === 's' && !isAlphanumeric(behind ?? ' ');
}

function isAlphanumeric(letter: string): boolean {
  return /[a-z0-9]$/.test(letter);
}

// Ranges as in `app.search_text`.
const dropped = /[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]/g;
const separators =
  /[\p{Cc}\u0020-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u3004\u3008-\u3020\ufe10-\ufe6f\uff00-\uff0f\u{1f000}-\u{1faff}]/u;
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ς: 'σ',
};
