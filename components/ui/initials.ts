/**
 * One or two letters that stand for a person or a company: first letters of the first and last word, upper-cased.
 * An email address counts by the part before the @. Empty input gives "?".
 */
export function initials(name: string): string {
  const words = (name.includes('@') ? name.slice(0, name.indexOf('@')) : name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const first = words[0];
  if (first === undefined) return '?';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return (firstLetter(first) + (last === undefined ? '' : firstLetter(last))).toUpperCase();
}

// By code point: a letter outside the basic plane is two UTF-16 units, and half of one is not a character.
function firstLetter(word: string): string {
  return [...word][0] ?? '';
}
