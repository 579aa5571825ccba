/**
 * One word of what is searched for, by what it may be: `customer` and `subscription` are Stripe's ids or their beginning and
 * can be nothing else; any other is a part of an address or of a name, and perhaps also the beginning of a person's id
 * (`ids` is the range of those) or a part of a Stripe customer's id. `indexed` words are found without looking at
 * everybody, which takes a letter or a digit.
 */
export type SearchWord = { text: string; indexed: boolean } & (
  | { kind: 'customer' | 'subscription' }
  | { kind: 'text'; ids: { from: string; to: string } | null; mayBeCustomer: boolean }
);

/** Words that are looked for at most; what follows is ignored. */
const WORDS_MAX = 5;

/** The words of a search. Only a single word can be of an id: nobody types two. */
export function searchWords(search: string): SearchWord[] {
  const words = search.split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
  return words.map((text) => {
    if (/^cus_/i.test(text)) return { kind: 'customer', text, indexed: true };
    if (/^sub_/i.test(text)) return { kind: 'subscription', text, indexed: true };
    const alone = words.length === 1;
    return {
      kind: 'text',
      text,
      indexed: /[\p{L}\p{N}]/u.test(text),
      ids: alone ? idsBeginningWith(text) : null,
      mayBeCustomer: alone && /^\w{6,}$/.test(text),
    };
  });
}

/**
 * Patterns for LIKE, any of which is to match an address followed by a name: the text anywhere, or, of one or two letters,
 * at the beginning of either or of a further name. So few are everywhere, and no index knows where.
 */
export function likePatterns(text: string): string[] {
  const safe = escaped(text);
  return [...text].length < 3 ? [`${safe}%`, `% ${safe}%`] : [`%${safe}%`];
}

/** A pattern for LIKE that matches the text anywhere, whatever it holds. */
export function likeAnywhere(text: string): string {
  return `%${escaped(text)}%`;
}

/** A pattern for LIKE that matches what begins with the text. */
export function likeBeginning(text: string): string {
  return `${escaped(text)}%`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

// From four digits on: below that everybody would be found who has nothing to do with it.
function idsBeginningWith(text: string): { from: string; to: string } | null {
  const digits = text.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f-]{4,36}$/i.test(text) || digits.length < 4 || digits.length > 32) return null;
  return { from: uuidOf(digits.padEnd(32, '0')), to: uuidOf(digits.padEnd(32, 'f')) };
}

function uuidOf(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
